/// First visit: which names the statements of one scope read and assign, in their order. Bodies with
/// a scope of their own are not entered.
extension ScopeResolver {
  mutating func collect(list: Int32, into scope: Scope) {
    guard list >= 0 else { return }
    let start = Int(list)
    var offset = 0
    while offset < Int(tree.lists[start]) {
      offset += 1
      collect(tree.lists[start + offset], into: scope)
    }
  }

  mutating func collect(_ index: Int32, into scope: Scope) {
    guard index >= 0 else { return }
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .name: scope.load(node.a)
    case .constant, .local, .outer, .global, .data, .break, .continue, .block: break
    case .list, .tuple, .dict, .concatenation, .group: collect(list: node.a, into: scope)
    case .negate, .plus, .not, .attribute, .output, .do, .extends, .include:
      collect(node.a, into: scope)
    case .binary, .and, .or, .compare, .item:
      collect(node.a, into: scope)
      collect(node.b, into: scope)
    case .compareChain:
      collect(node.a, into: scope)
      collect(operands: node.b, into: scope)
    case .conditional, .slice:
      collect(node.a, into: scope)
      collect(node.b, into: scope)
      collect(node.c, into: scope)
    case .call:
      collect(node.a, into: scope)
      collect(arguments: node.b, into: scope)
    case .methodCall, .filter, .test:
      collect(node.a, into: scope)
      collect(arguments: node.c, into: scope)
    case .namespaceTarget: collect(node.a, into: scope)
    case .if: collectIf(node, into: scope)
    case .for: collect(tree.loops[Int(node.a)].iterable, into: scope)
    case .set:
      collect(node.b, into: scope)
      collect(target: node.a, into: scope)
    case .setBlock: collect(target: node.a, into: scope)
    case .with:
      for (position, member) in tree.list(node.a).enumerated() where position % 2 == 1 {
        collect(member, into: scope)
      }
    case .macro: scope.store(tree.nodes[Int(node.b)].a)
    case .callBlock, .filterBlock: collect(node.a, into: scope)
    case .autoescape: break
    case .importAll:
      collect(node.a, into: scope)
      collect(target: node.b, into: scope)
    case .importNames:
      collect(node.a, into: scope)
      for (position, member) in tree.list(node.b).enumerated() where position % 2 == 1 {
        collect(target: member, into: scope)
      }
    }
  }

  mutating func collect(arguments index: Int32, into scope: Scope) {
    guard index >= 0 else { return }
    let arguments = tree.arguments[Int(index)]
    collect(list: arguments.positional, into: scope)
    collect(operands: arguments.keywords, into: scope)
    collect(arguments.star, into: scope)
    collect(arguments.doubleStar, into: scope)
  }

  /// - Parameter isParameter: the name gets its value from outside, as the target of a loop does.
  mutating func collect(target index: Int32, into scope: Scope, isParameter: Bool = false) {
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .name: if isParameter { scope.declareParameter(node.a) } else { scope.store(node.a) }
    case .namespaceTarget: collect(node.a, into: scope)
    default:
      for member in tree.list(node.a) {
        collect(target: member, into: scope, isParameter: isParameter)
      }
    }
  }

  /// Every second member of a list: the operands of a chain, the values of keyword arguments.
  func operands(_ list: Int32) -> [Int32] {
    tree.list(list).enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  private mutating func collect(operands list: Int32, into scope: Scope) {
    guard list >= 0 else { return }
    for offset in stride(from: 2, through: Int(tree.lists[Int(list)]), by: 2) {
      collect(tree.lists[Int(list) + offset], into: scope)
    }
  }

  /// The body, all `elif`s together, and `else` are three branches, even when they are empty.
  private mutating func collectIf(_ node: Node, into scope: Scope) {
    collect(node.a, into: scope)
    var bodies = [node.b]
    // An `elif` has no parts of its own.
    if node.c >= 0 { bodies += tree.list(node.c) }
    var branches: [(symbols: [Scope.Symbol], stores: [Int32])] = []
    for body in bodies where !tree.list(body).isEmpty {
      let before = (scope.symbols, scope.stores)
      collect(list: body, into: scope)
      branches.append((scope.symbols, scope.stores))
      (scope.symbols, scope.stores) = before
    }
    scope.merge(branches)
  }
}
