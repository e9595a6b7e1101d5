/// The variables of one run of a template, block, macro or level of a recursive loop.
final class Frame {
  let slots: Slots
  /// The frame around the definition of the macro.
  let parent: Frame?
  /// The frame of the template or block, which holds the free names; nil when it is this one.
  let outermost: Frame?
  let template: Template
  let context: Context
  /// Whether a name that was looked up in the context is kept for the rest of the run.
  var remembersNames = true
  /// The template that this one extends, once `extends` has run, and where the output stood then.
  var extended: (template: Template, mark: Output.Mark, place: Node)?
  /// Whether what is printed is dropped: after `extends`, expressions are not even evaluated.
  var isSilent = false

  /// The frame of a template or block; its names are looked up in the context when they are read.
  init(template: Template, context: Context, slotCount: Int) {
    slots = Slots(.unresolved, count: slotCount)
    parent = nil
    outermost = nil
    self.template = template
    self.context = context
  }

  /// The frame of a macro or loop that `parent` is around.
  init(parent: Frame, slotCount: Int) {
    slots = Slots(.missing, count: slotCount)
    self.parent = parent
    outermost = parent.outermost ?? parent
    template = parent.template
    context = parent.context
  }

  deinit { slots.free() }

  var tree: Tree { _read { yield template.tree } }

  /// Lets go of the values, which may hold the frame.
  func release() {
    slots.clearAll()
    context.roots = []
  }

  /// The frame that holds the free names.
  var root: Frame { outermost ?? self }

  func ancestor(_ hops: Int32) -> Frame {
    var frame = self
    for _ in 0..<hops { frame = frame.parent ?? frame }
    return frame
  }
}
