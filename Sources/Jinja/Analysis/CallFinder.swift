/// Walks a tree and collects the calls of some functions.
struct CallFinder {
  let template: Template
  let functions: Set<String>
  var found: [StaticCall] = []
  private var conditions = 0
  private var macro: String?

  init(template: Template, functions: Set<String>) {
    self.template = template
    self.functions = functions
  }

  private var tree: Tree { template.tree }

  mutating func visit(list: Int32) {
    for index in tree.list(list) { visit(index) }
  }

  /// Every second member of a list.
  private mutating func visit(operands list: Int32) {
    for (offset, operand) in tree.list(list).enumerated() where offset % 2 == 1 { visit(operand) }
  }

  mutating func visit(macro index: Int) {
    let syntax = tree.macros[index]
    let outer = (conditions, macro)
    (conditions, macro) = (0, tree.names[Int(syntax.name)])
    for parameter in syntax.parameters { visit(parameter.fallback) }
    visit(list: syntax.body)
    (conditions, macro) = outer
  }

  private mutating func conditionally(_ body: (inout CallFinder) -> Void) {
    conditions += 1
    body(&self)
    conditions -= 1
  }

  mutating func visit(_ index: Int32) {
    guard index >= 0 else { return }
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .constant, .name, .local, .outer, .global, .data, .break, .continue, .block: break
    case .list, .tuple, .dict, .concatenation, .group: visit(list: node.a)
    case .negate, .plus, .not, .attribute, .output, .do, .extends, .include, .importAll,
      .importNames, .namespaceTarget:
      visit(node.a)
    case .binary, .compare, .item, .set:
      visit(node.a)
      visit(node.b)
    case .and, .or:
      visit(node.a)
      conditionally { $0.visit(node.b) }
    case .compareChain:
      visit(node.a)
      visit(operands: node.b)
    case .conditional:
      visit(node.a)
      conditionally {
        $0.visit(node.b)
        $0.visit(node.c)
      }
    case .slice:
      visit(node.a)
      visit(node.b)
      visit(node.c)
    case .call, .methodCall:
      visit(node.a)
      note(node, arguments: node.kind == .call ? node.b : node.c)
      visit(arguments: node.kind == .call ? node.b : node.c)
    case .filter, .test:
      visit(node.a)
      visit(arguments: node.c)
    default: visitBlock(node)
    }
  }

  private mutating func visitBlock(_ node: Node) {
    switch node.kind {
    case .if:
      visit(node.a)
      conditionally {
        $0.visit(list: node.b)
        guard node.c >= 0 else { return }
        let parts = Array($0.tree.list(node.c))
        $0.visit(list: parts[0])
        $0.visit(list: parts[1])
      }
    case .for:
      let loop = tree.loops[Int(node.a)]
      visit(loop.iterable)
      conditionally {
        $0.visit(loop.filter)
        $0.visit(list: loop.body)
        $0.visit(list: loop.otherwise)
      }
    case .setBlock:
      visit(list: node.b)
      visit(tree.lists[Int(node.c) + 1])
    case .with:
      visit(list: node.a)
      visit(list: node.b)
    case .macro: visit(macro: Int(node.a))
    case .callBlock:
      visit(node.a)
      let outer = macro
      let syntax = tree.macros[Int(node.b)]
      visit(list: syntax.body)
      macro = outer
    case .filterBlock, .autoescape:
      visit(node.a)
      visit(list: node.b)
    default: break
    }
  }

  private mutating func visit(arguments index: Int32) {
    guard index >= 0 else { return }
    let list = tree.arguments[Int(index)]
    visit(list: list.positional)
    visit(operands: list.keywords)
    visit(list.star)
    visit(list.doubleStar)
  }

  private mutating func note(_ node: Node, arguments: Int32) {
    guard let function = path(of: node), functions.contains(function), arguments >= 0 else {
      return
    }
    let list = tree.arguments[Int(arguments)]
    found.append(
      StaticCall(
        function: function, arguments: template.staticArguments(list),
        span: template.span(node.start, node.end),
        hasSpreadArguments: list.star >= 0 || list.doubleStar >= 0,
        isConditional: conditions > 0, macro: macro))
  }

  /// `a.b.c` of the callee; nil when it does not start with a free name.
  private func path(of node: Node) -> String? {
    if node.kind == .call { return path(tree.nodes[Int(node.a)]) }
    return path(tree.nodes[Int(node.a)]).map { "\($0).\(tree.members[Int(node.b)].name)" }
  }

  private func path(_ node: Node) -> String? {
    switch node.kind {
    case .attribute:
      return path(tree.nodes[Int(node.a)]).map { "\($0).\(tree.members[Int(node.b)].name)" }
    case .global: return tree.names[Int(node.c)]
    case .local, .outer:
      // What the template sets itself is no function of its surroundings; its own macros are.
      let isSet = tree.exports.contains(node.c) && !tree.macros.contains { $0.name == node.c }
      return isSet ? nil : tree.names[Int(node.c)]
    default: return nil
    }
  }
}
