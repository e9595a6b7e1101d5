/// What the names of a template mean outside of it: variables of the render, the host's names,
/// globals, and what the template has assigned at its top level.
final class Context {
  let variables: [String: Value]
  let resolver: (any NameResolver)?
  let environment: Environment
  let undefined: UndefinedBehavior
  /// Frames of the template and those it extends; their top-level names are visible to blocks.
  var roots: [Frame] = []
  /// Definitions of each block, the most derived first.
  var blocks: [String: [BlockUse]] = [:]

  struct BlockUse {
    let template: Template
    let block: Int
  }

  init(
    variables: [String: Value], resolver: (any NameResolver)?, environment: Environment,
    undefined: UndefinedBehavior
  ) {
    self.variables = variables
    self.resolver = resolver
    self.environment = environment
    self.undefined = undefined
  }

  convenience init(_ context: RenderContext, _ environment: Environment) {
    self.init(
      variables: context.variables, resolver: context.globals, environment: environment,
      undefined: context.undefined ?? environment.undefined)
  }

  /// The value of a name that is not local; nil when it is not defined.
  func value(for name: String) -> Value? {
    for root in roots.reversed() {
      if let value = root.exported(name) { return value }
    }
    if let value = variables[name] { return value }
    if let value = resolver?.value(for: name) { return value }
    switch environment.globals[name] {
    case .plain(let value): return Value(value)
    case .function(let body): return .function(name, body)
    case .value(let make): return make()
    case nil: return nil
    }
  }

  /// The context of a template that is included with `locals` visible.
  func derived(with locals: [String: Value], keepingBlocks: Bool = false) -> Context {
    var all = variables
    for root in roots { all.merge(root.exportedValues) { $1 } }
    all.merge(locals) { $1 }
    let context = Context(
      variables: all, resolver: resolver, environment: environment, undefined: undefined)
    if keepingBlocks { context.blocks = blocks }
    return context
  }

  /// The context of a template that is imported without the context.
  var withoutVariables: Context {
    Context(
      variables: [:], resolver: resolver, environment: environment, undefined: undefined)
  }

  var knownNames: [String] {
    roots.flatMap { root in root.tree.exports.map { root.tree.names[Int($0)] } }
      + variables.keys.sorted() + (resolver?.knownNames ?? []) + environment.globals.keys.sorted()
  }

  func makeUndefined(_ name: String) -> Value {
    .undefined(Undefined(name: name, behavior: undefined, owner: nil, context: self))
  }
}

extension Frame {
  /// The value of a name that this root frame's template has assigned at its top level so far.
  func exported(_ name: String) -> Value? {
    for number in tree.exports where tree.names[Int(number)] == name {
      return assigned(number)
    }
    return nil
  }

  /// Everything that the template has assigned at its top level so far.
  var exportedValues: [String: Value] {
    var result: [String: Value] = [:]
    for number in tree.exports {
      if let value = assigned(number) { result[tree.names[Int(number)]] = value }
    }
    return result
  }

  private func assigned(_ number: Int32) -> Value? {
    // The first slot of a name is that of the top level.
    guard let slot = tree.rootNames.firstIndex(of: number), slot < slots.count else { return nil }
    return slots.state(slot) == .set ? slots[slot] : nil
  }
}
