/// Second visit: names become slots, and bodies with a scope of their own are entered.
extension ScopeResolver {
  mutating func resolve(list: Int32, in scope: Scope, isTopLevel: Bool) {
    guard list >= 0 else { return }
    let start = Int(list)
    var offset = 0
    while offset < Int(tree.lists[start]) {
      offset += 1
      resolve(tree.lists[start + offset], in: scope, isTopLevel: isTopLevel)
    }
  }

  private mutating func resolve(operands list: Int32, in scope: Scope) {
    guard list >= 0 else { return }
    for offset in stride(from: 2, through: Int(tree.lists[Int(list)]), by: 2) {
      resolve(tree.lists[Int(list) + offset], in: scope)
    }
  }

  mutating func resolve(_ index: Int32, in scope: Scope, isTopLevel: Bool = false) {
    guard index >= 0 else { return }
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .name: resolveName(Int(index), in: scope)
    case .constant, .local, .outer, .global, .data, .break, .continue: break
    case .list, .tuple, .dict, .concatenation, .group:
      resolve(list: node.a, in: scope, isTopLevel: false)
    case .negate, .plus, .not, .attribute, .output, .do, .extends, .namespaceTarget:
      resolve(node.a, in: scope)
    case .binary, .and, .or, .compare, .item:
      resolve(node.a, in: scope)
      resolve(node.b, in: scope)
    case .compareChain:
      resolve(node.a, in: scope)
      resolve(operands: node.b, in: scope)
    case .conditional, .slice:
      resolve(node.a, in: scope)
      resolve(node.b, in: scope)
      resolve(node.c, in: scope)
    case .call:
      resolve(node.a, in: scope)
      resolve(arguments: node.b, in: scope)
    case .methodCall, .filter, .test:
      resolve(node.a, in: scope)
      resolve(arguments: node.c, in: scope)
    default: resolveStatement(Int(index), node, in: scope, isTopLevel: isTopLevel)
    }
  }

  private mutating func resolveStatement(
    _ index: Int, _ node: Node, in scope: Scope, isTopLevel: Bool
  ) {
    switch node.kind {
    case .if: resolveIf(node, in: scope, isTopLevel: isTopLevel)
    case .for: resolveLoop(Int(node.a), in: scope)
    case .set:
      resolve(node.b, in: scope)
      export(node.a, isTopLevel)
      resolve(node.a, in: scope)
    case .setBlock: resolveSetBlock(node, in: scope, isTopLevel: isTopLevel)
    case .with: resolveWith(index, node, in: scope)
    case .macro:
      export(node.b, isTopLevel)
      resolve(node.b, in: scope)
      resolveMacro(Int(node.a), in: scope)
    case .callBlock:
      resolve(node.a, in: scope)
      resolveMacro(Int(node.b), in: scope)
    case .filterBlock:
      let inner = Scope(parent: scope, activation: scope.activation)
      collect(node.a, into: inner)
      enter(inner, node.b)
      resolve(node.a, in: inner)
      tree.nodes[index].c = entry(of: inner)
    case .autoescape:
      let inner = Scope(parent: scope, activation: scope.activation)
      collect(node.a, into: inner)
      enter(inner, node.b)
      resolve(node.a, in: inner)
      tree.nodes[index].c = entry(of: inner)
    case .include, .importAll:
      resolve(node.a, in: scope)
      tree.nodes[index].c = locals(of: scope)
      if node.b >= 0 { resolve(imported: node.b, in: scope, isTopLevel) }
    case .importNames:
      resolve(node.a, in: scope)
      tree.nodes[index].c = locals(of: scope)
      for target in operands(node.b) { resolve(imported: target, in: scope, isTopLevel) }
    case .block: tree.nodes[index].c = locals(of: scope)
    default: break
    }
  }

  /// Collects the statements of a body into its scope and resolves them there.
  private mutating func enter(_ inner: Scope, _ body: Int32) {
    collect(list: body, into: inner)
    inner.finish()
    resolve(list: body, in: inner, isTopLevel: false)
  }

  mutating func resolve(arguments index: Int32, in scope: Scope) {
    guard index >= 0 else { return }
    let arguments = tree.arguments[Int(index)]
    resolve(list: arguments.positional, in: scope, isTopLevel: false)
    resolve(operands: arguments.keywords, in: scope)
    resolve(arguments.star, in: scope)
    resolve(arguments.doubleStar, in: scope)
  }

  private mutating func resolveName(_ index: Int, in scope: Scope) {
    let name = tree.nodes[index].a
    guard let (owner, symbol) = scope.find(name) else { return }
    let hops = scope.activation.depth - owner.activation.depth
    tree.nodes[index].c = name
    tree.nodes[index].a = symbol.slot
    tree.nodes[index].b = hops
    if owner.isGlobal(symbol), scope.activation.depth > 0 {
      tree.nodes[index].kind = .global
    } else {
      tree.nodes[index].kind = hops == 0 || owner.isGlobal(symbol) ? .local : .outer
    }
  }

  private mutating func export(_ target: Int32, _ isTopLevel: Bool) {
    guard isTopLevel else { return }
    let node = tree.nodes[Int(target)]
    switch node.kind {
    case .name: if !exports.contains(node.a) { exports.append(node.a) }
    case .tuple: for member in tree.list(node.a) { export(member, true) }
    default: break
    }
  }

  private mutating func resolve(imported target: Int32, in scope: Scope, _ isTopLevel: Bool) {
    if isTopLevel { imports.append(tree.nodes[Int(target)].a) }
    export(target, isTopLevel)
    resolve(target, in: scope)
  }

  private mutating func resolveIf(_ node: Node, in scope: Scope, isTopLevel: Bool) {
    resolve(node.a, in: scope)
    resolve(list: node.b, in: scope, isTopLevel: isTopLevel)
    guard node.c >= 0 else { return }
    let parts = tree.list(node.c)
    let (alternatives, otherwise) = (parts[parts.startIndex], parts[parts.startIndex + 1])
    resolve(list: alternatives, in: scope, isTopLevel: isTopLevel)
    resolve(list: otherwise, in: scope, isTopLevel: isTopLevel)
  }

  private mutating func resolveSetBlock(_ node: Node, in scope: Scope, isTopLevel: Bool) {
    let inner = Scope(parent: scope, activation: scope.activation)
    let parts = Int(node.c) + 1
    let filter = tree.lists[parts]
    collect(list: node.b, into: inner)
    collect(filter, into: inner)
    inner.finish()
    resolve(list: node.b, in: inner, isTopLevel: false)
    resolve(filter, in: inner)
    tree.lists[parts + 1] = entry(of: inner)
    export(node.a, isTopLevel)
    resolve(node.a, in: scope)
  }

  private mutating func resolveWith(_ index: Int, _ node: Node, in scope: Scope) {
    let inner = Scope(parent: scope, activation: scope.activation)
    let pairs = Array(tree.list(node.a))
    for position in stride(from: 0, to: pairs.count, by: 2) {
      collect(target: pairs[position], into: inner)
    }
    collect(list: node.b, into: inner)
    inner.finish()
    for position in stride(from: 0, to: pairs.count, by: 2) {
      resolve(pairs[position], in: inner)
      resolve(pairs[position + 1], in: scope)
    }
    resolve(list: node.b, in: inner, isTopLevel: false)
    tree.nodes[index].c = entry(of: inner)
  }

  private mutating func resolveLoop(_ index: Int, in scope: Scope) {
    var loop = tree.loops[index]
    resolve(loop.iterable, in: scope)
    if loop.filter >= 0 {
      let inner = Scope(parent: scope, activation: scope.activation)
      loop.filterTarget = clone(loop.target)
      collect(target: loop.filterTarget, into: inner, isParameter: true)
      collect(loop.filter, into: inner)
      inner.finish()
      resolve(loop.filterTarget, in: inner)
      resolve(loop.filter, in: inner)
      loop.filterScope = entry(of: inner)
    }
    // Each level of a recursive loop has its own variables.
    let activation =
      loop.isRecursive ? Activation(parent: scope.activation) : scope.activation
    let inner = Scope(parent: scope, activation: activation)
    if loop.usesLoop { inner.declareParameter(Keyword.loop.rawValue) }
    collect(target: loop.target, into: inner, isParameter: true)
    collect(list: loop.body, into: inner)
    inner.finish()
    loop.loopSlot = inner.slot(Keyword.loop.rawValue)
    resolve(loop.target, in: inner)
    resolve(list: loop.body, in: inner, isTopLevel: false)
    loop.bodyScope = entry(of: inner)
    if loop.otherwise >= 0 {
      let inner = Scope(parent: scope, activation: scope.activation)
      enter(inner, loop.otherwise)
      loop.elseScope = entry(of: inner)
    }
    loop.slotCount = loop.isRecursive ? Int(activation.slotCount) : 0
    tree.loops[index] = loop
  }

  private mutating func clone(_ target: Int32) -> Int32 {
    var node = tree.nodes[Int(target)]
    if node.kind == .tuple { node.a = append(Array(tree.list(node.a)).map { clone($0) }) }
    tree.nodes.append(node)
    return Int32(tree.nodes.count - 1)
  }

  mutating func resolveMacro(_ index: Int, in scope: Scope) {
    var macro = tree.macros[index]
    let activation = Activation(parent: scope.activation)
    let inner = Scope(parent: scope, activation: activation)
    for parameter in macro.parameters { inner.declareParameter(parameter.name) }
    let names = macro.parameters.map(\.name)
    let special: [(Keyword, Bool)] = [
      (.caller, macro.readsCaller && macro.explicitCaller < 0), (.kwargs, macro.readsKeywords),
      (.varargs, macro.readsVarargs),
    ]
    for (keyword, isRead) in special where isRead && !names.contains(keyword.rawValue) {
      inner.declareParameter(keyword.rawValue)
    }
    for parameter in macro.parameters { collect(parameter.fallback, into: inner) }
    collect(list: macro.body, into: inner)
    inner.finish()
    for position in macro.parameters.indices {
      macro.parameters[position].slot = inner.slot(macro.parameters[position].name)
      resolve(macro.parameters[position].fallback, in: inner)
    }
    if macro.readsCaller { macro.callerSlot = inner.slot(Keyword.caller.rawValue) }
    if macro.readsKeywords, !names.contains(Keyword.kwargs.rawValue) {
      macro.keywordsSlot = inner.slot(Keyword.kwargs.rawValue)
    }
    if macro.readsVarargs, !names.contains(Keyword.varargs.rawValue) {
      macro.varargsSlot = inner.slot(Keyword.varargs.rawValue)
    }
    resolve(list: macro.body, in: inner, isTopLevel: false)
    macro.scope = entry(of: inner)
    macro.slotCount = Int(activation.slotCount)
    macro.slotNames = activation.slotNames
    tree.macros[index] = macro
  }
}
