internal import Diagnostics

extension Interpreter {
  // MARK: running a template

  /// Runs a template in `context`, then those it extends.
  func run(_ template: Template, in context: Context) throws {
    let frame = Frame(
      template: template, context: context, slotCount: template.tree.slotCount)
    keep(frame)
    try run(template, frame)
  }

  func run(_ template: Template, _ frame: Frame) throws {
    let context = frame.context
    prepare(frame)
    let outer = enter(frame)
    defer { leave(to: outer) }
    enterMap(template.source)
    // A template starts from the environment's setting, wherever it is included.
    isAutoescaping = environment.autoescape
    _ = try run(list: template.tree.body, frame)
    guard let extended = frame.extended else { return }
    output.truncate(to: extended.mark)
    do {
      try nested { try run(extended.template, in: context) }
    } catch {
      throw placed(error, extended.place, frame)
    }
  }

  /// Makes the template's blocks known and sets up its variables.
  func prepare(_ frame: Frame) {
    let (template, context) = (frame.template, frame.context)
    context.roots.append(frame)
    for index in template.tree.blocks.indices {
      let name = template.tree.names[Int(template.tree.blocks[index].name)]
      context.blocks[name, default: []].append(.init(template: template, block: index))
    }
    enter(template.tree.rootScope, frame)
    let selfSlot = template.tree.selfSlot
    if selfSlot >= 0 { frame.slots[Int(selfSlot)] = .object(BlockSet(context)) }
  }

  func runExtends(_ node: Node, _ frame: Frame) throws {
    guard frame.extended == nil else {
      throw Diagnostic(
        code: "template-runtime-error", "a template can extend only one other template",
        at: span(node, frame))
    }
    let template = try load(node.a, frame, isSingle: true)
    frame.extended = (template, output.mark, node)
    frame.isSilent = true
  }

  // MARK: loading

  /// The template that an expression names: a name, a list of names, or a template.
  ///
  /// - Parameter isSingle: whether Jinja2 takes no list there, which is no key of its dictionary of templates.
  private func load(_ index: Int32, _ frame: Frame, isSingle: Bool) throws -> Template {
    let value = try evaluate(index, frame)
    let place = frame.template.tree.nodes[Int(index)]
    if case .undefined(let undefined) = value { throw placed(undefined.diagnostic, place, frame) }
    if case .object(let object) = value, let module = object as? TemplateValue {
      return module.template
    }
    if isSingle {
      do { try value.checkHashable() } catch { throw placed(error, place, frame) }
    }
    let isList = !isSingle && value.string == nil && (value.items != nil || !value.isTrue)
    let names = isSingle ? [value] : value.items ?? (isList ? [] : [value])
    for name in names {
      guard let text = name.string else {
        if isList { continue }
        throw Diagnostic(
          code: isSingle ? "template-not-found" : "type-error",
          "the name of a template is a string, not `\(name.typeName)`",
          at: span(place, frame))
      }
      if let template = try template(named: text) { return template }
    }
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    throw Diagnostic(
      code: isList ? "templates-not-found" : "template-not-found",
      names.isEmpty
        ? "no template is named"
        : names.count == 1
          ? "there is no template \(list)" : "there is none of the templates \(list)",
      at: span(place, frame))
  }

  func template(named name: String) throws -> Template? {
    if let template = templates[name] { return template }
    guard let source = try environment.loader?(name) else { return nil }
    let template = try environment.compile(source)
    templates[name] = template
    return template
  }

  private func locals(_ list: Int32, _ frame: Frame) -> [String: Value] {
    let words = Array(frame.tree.list(list))
    var result: [String: Value] = [:]
    for position in stride(from: 0, to: words.count, by: 3) {
      let owner = frame.ancestor(words[position + 2])
      let slot = Int(words[position + 1])
      guard slot >= 0, slot < owner.slots.count else { continue }
      guard owner.slots.state(slot) == .set else { continue }
      result[frame.tree.names[Int(words[position])]] = owner.slots[slot]
    }
    return result
  }

  // MARK: include and import

  func runInclude(_ node: Node, _ frame: Frame) throws {
    let flags = ImportFlags(rawValue: node.flag)
    let template: Template
    do {
      template = try load(node.a, frame, isSingle: false)
    } catch let error as Diagnostic {
      if flags.contains(.ignoresMissing), error.code.hasSuffix("-not-found") { return }
      throw error
    }
    let context =
      flags.contains(.withContext)
      ? frame.context.derived(with: locals(node.c, frame)) : frame.context.withoutVariables
    do {
      try nested { try run(template, in: context) }
    } catch let diagnostic as Diagnostic {
      throw noting(diagnostic, node, frame, "included here")
    }
  }

  private func noting(
    _ diagnostic: Diagnostic, _ node: Node, _ frame: Frame, _ words: String
  ) -> Diagnostic {
    guard diagnostic.span != nil, diagnostic.notes.count < 8 else {
      return diagnostic.placed(at: span(node, frame))
    }
    return diagnostic.noting(words, at: span(node, frame))
  }

  private func importModule(_ node: Node, _ frame: Frame) throws -> ModuleValue {
    let template = try load(node.a, frame, isSingle: true)
    let context =
      ImportFlags(rawValue: node.flag).contains(.withContext)
      ? frame.context.derived(with: locals(node.c, frame)) : frame.context.withoutVariables
    do {
      return try nested { try makeModule(template, context) }
    } catch let diagnostic as Diagnostic {
      throw noting(diagnostic, node, frame, "imported here")
    }
  }

  private func makeModule(_ template: Template, _ context: Context) throws -> ModuleValue {
    let frame = Frame(
      template: template, context: context, slotCount: template.tree.slotCount)
    keep(frame)
    let output = try capture { try run(template, frame) }
    return ModuleValue(template, frame, text: output.text)
  }

  func runImport(_ node: Node, _ frame: Frame) throws {
    try assign(node.b, .object(try importModule(node, frame)), frame)
  }

  func runFromImport(_ node: Node, _ frame: Frame) throws {
    let module = try importModule(node, frame)
    let members = Array(frame.tree.list(node.b))
    for position in stride(from: 0, to: members.count, by: 2) {
      let name = frame.tree.names[Int(members[position])]
      let value =
        module.attribute(name)
        ?? .undefined(
          Undefined(
            name: name,
            hint: "the template `\(module.template.source.path)` does not export `\(name)`",
            behavior: frame.context.undefined, owner: nil, context: nil))
      try assign(members[position + 1], value, frame)
    }
  }

  // MARK: blocks

  func runBlock(_ node: Node, _ frame: Frame) throws {
    guard frame.extended == nil else { return }
    let block = frame.template.tree.blocks[Int(node.a)]
    let name = frame.template.tree.names[Int(block.name)]
    var context = frame.context
    if block.isScoped {
      context = context.derived(with: locals(node.c, frame), keepingBlocks: true)
      context.roots = []
    }
    do {
      try runBlock(name, level: 0, context)
    } catch let error as Diagnostic {
      throw error.placed(at: span(node, frame))
    }
  }

  /// Runs the definition number `level` of a block, 0 being the most derived.
  func runBlock(_ name: String, level: Int, _ context: Context) throws {
    guard let uses = context.blocks[name], level < uses.count else { return }
    let use = uses[level]
    let block = use.template.tree.blocks[use.block]
    // As in Jinja2: it is enough that another template defines the block, which may call `super`.
    if block.isRequired, uses.count == 1 {
      throw Diagnostic(
        code: "template-runtime-error", "the required block `\(name)` is not defined",
        at: Span(use.template.source, Int(block.start)..<Int(block.end)))
    }
    let frame = Frame(
      template: use.template, context: context, slotCount: block.slotCount)
    keep(frame)
    frame.slots[Int(block.selfSlot)] = .object(BlockSet(context))
    frame.slots[Int(block.superSlot)] = superValue(name, level: level + 1, context)
    let outer = enter(frame)
    defer { leave(to: outer) }
    enterMap(use.template.source)
    isAutoescaping = environment.autoescape
    enter(block.scope, frame)
    try nested { _ = try run(list: block.body, frame) }
  }

  private func superValue(_ name: String, level: Int, _ context: Context) -> Value {
    guard let uses = context.blocks[name], level < uses.count else {
      return .undefined(
        Undefined(
          name: "super", hint: "there is no parent block called `\(name)`",
          behavior: context.undefined, owner: nil, context: nil,
          printed: "there is no parent block called \(PythonString.repr(name))."))
    }
    return .object(BlockReference(name, level: level, context))
  }
}
