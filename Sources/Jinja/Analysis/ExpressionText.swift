/// Writes an expression of a tree as text again: as a person would, or as Jinja2 shows its own nodes.
///
/// Tools that compare what two states of a project say take these texts, not the source: white space
/// and kinds of quotes are no difference in them.
struct ExpressionText {
  let tree: Tree

  init(_ tree: Tree) { self.tree = tree }

  /// `var('kind', 'table')`; for arithmetic, filters, tests and inline ifs `form(of:)`.
  func source(of index: Int32) -> String {
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .constant: return constant(node)
    case .name, .local, .outer, .global: return name(node)
    case .call: return "\(source(of: node.a))(\(sources(ofArguments: node.b)))"
    case .methodCall:
      return "\(source(of: node.a)).\(member(node))(\(sources(ofArguments: node.c)))"
    case .attribute: return "\(source(of: node.a)).\(member(node))"
    case .item: return "\(source(of: node.a))[\(source(of: node.b))]"
    case .list: return "[\(sources(node.a).joined(separator: ", "))]"
    case .tuple:
      let members = sources(node.a)
      return members.count == 1 ? "(\(members[0]),)" : "(\(members.joined(separator: ", ")))"
    case .dict:
      let pairs = pairs(node.a).map { "\(source(of: $0)): \(source(of: $1))" }
      return "{\(pairs.joined(separator: ", "))}"
    case .concatenation: return sources(node.a).joined(separator: " ~ ")
    case .compare, .compareChain:
      let rest = comparisons(node).map { "\($0.sign) \(source(of: $1))" }
      return ([source(of: node.a)] + rest).joined(separator: " ")
    case .not: return "not \(source(of: node.a))"
    case .negate: return "-\(source(of: node.a))"
    case .and: return "\(source(of: node.a)) and \(source(of: node.b))"
    case .or: return "\(source(of: node.a)) or \(source(of: node.b))"
    default: return form(of: index)
    }
  }

  /// `CondExpr(test=Name(name='x', ctx='load'), expr1=Const(value=1), expr2=None)`.
  func form(of index: Int32) -> String {
    if index < 0 { return "None" }
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .constant: return "Const(value=\(constant(node)))"
    case .name, .local, .outer, .global: return "Name(name='\(name(node))', ctx='load')"
    case .list: return "List(items=\(forms(node.a)))"
    case .tuple: return "Tuple(items=\(forms(node.a)), ctx='load')"
    case .dict:
      let pairs = pairs(node.a).map { "Pair(key=\(form(of: $0)), value=\(form(of: $1)))" }
      return "Dict(items=[\(pairs.joined(separator: ", "))])"
    case .attribute: return attribute(node)
    case .item: return "Getitem(node=\(form(of: node.a)), arg=\(form(of: node.b)), ctx='load')"
    case .slice:
      return
        "Slice(start=\(form(of: node.a)), stop=\(form(of: node.b)), step=\(form(of: node.c)))"
    case .call: return "Call(node=\(form(of: node.a)), \(forms(ofArguments: node.b)))"
    case .methodCall: return "Call(node=\(attribute(node)), \(forms(ofArguments: node.c)))"
    case .filter: return use("Filter", node, tree.filters[Int(node.b)].name)
    case .test: return use("Test", node, tree.tests[Int(node.b)].name)
    default: return operation(node)
    }
  }

  private func operation(_ node: Node) -> String {
    switch node.kind {
    case .concatenation: return "Concat(nodes=\(forms(node.a)))"
    case .compare, .compareChain:
      let operands = comparisons(node).map { "Operand(op='\($0.word)', expr=\(form(of: $1)))" }
      return "Compare(expr=\(form(of: node.a)), ops=[\(operands.joined(separator: ", "))])"
    case .conditional:
      return
        "CondExpr(test=\(form(of: node.a)), expr1=\(form(of: node.b)), expr2=\(form(of: node.c)))"
    case .not: return "Not(node=\(form(of: node.a)))"
    case .negate: return "Neg(node=\(form(of: node.a)))"
    case .plus: return "Pos(node=\(form(of: node.a)))"
    case .and: return "And(left=\(form(of: node.a)), right=\(form(of: node.b)))"
    case .or: return "Or(left=\(form(of: node.a)), right=\(form(of: node.b)))"
    case .binary:
      let word = BinaryOperator(rawValue: node.flag)?.word ?? ""
      return "\(word)(left=\(form(of: node.a)), right=\(form(of: node.b)))"
    default: return ""
    }
  }
}

extension ExpressionText {
  private func name(_ node: Node) -> String {
    tree.names[Int(node.kind == .name ? node.a : node.c)]
  }

  private func member(_ node: Node) -> String { tree.members[Int(node.b)].name }

  private func constant(_ node: Node) -> String { tree.constants[Int(node.a)].value.repr }

  private func sources(_ list: Int32) -> [String] { tree.list(list).map(source) }

  private func forms(_ list: Int32) -> String {
    "[\((list < 0 ? [] : tree.list(list)[...]).map(form).joined(separator: ", "))]"
  }

  private func pairs(_ list: Int32) -> [(Int32, Int32)] {
    let members = list < 0 ? [] : Array(tree.list(list))
    return stride(from: 0, to: members.count, by: 2).map { (members[$0], members[$0 + 1]) }
  }

  private func comparisons(_ node: Node) -> [(Comparison, Int32)] {
    if node.kind == .compare { return [(Comparison(rawValue: node.flag) ?? .equal, node.b)] }
    return pairs(node.b).map { (Comparison(rawValue: UInt8($0)) ?? .equal, $1) }
  }

  private func attribute(_ node: Node) -> String {
    "Getattr(node=\(form(of: node.a)), attr='\(member(node))', ctx='load')"
  }

  private func use(_ kind: String, _ node: Node, _ name: String) -> String {
    "\(kind)(node=\(form(of: node.a)), name='\(name)', \(forms(ofArguments: node.c)))"
  }

  private func sources(ofArguments index: Int32) -> String {
    guard index >= 0 else { return "" }
    let list = tree.arguments[Int(index)]
    var parts = list.positional < 0 ? [] : sources(list.positional)
    parts += pairs(list.keywords).map { "\(tree.names[Int($0)])=\(source(of: $1))" }
    if list.star >= 0 { parts.append("*\(source(of: list.star))") }
    if list.doubleStar >= 0 { parts.append("**\(source(of: list.doubleStar))") }
    return parts.joined(separator: ", ")
  }

  private func forms(ofArguments index: Int32) -> String {
    let list = index < 0 ? ArgumentList() : tree.arguments[Int(index)]
    let keywords = pairs(list.keywords).map {
      "Keyword(key='\(tree.names[Int($0)])', value=\(form(of: $1)))"
    }
    return """
      args=\(forms(list.positional)), kwargs=[\(keywords.joined(separator: ", "))], \
      dyn_args=\(form(of: list.star)), dyn_kwargs=\(form(of: list.doubleStar))
      """
  }
}

extension BinaryOperator {
  /// As Jinja2 names the node.
  fileprivate var word: String {
    switch self {
    case .add: "Add"
    case .subtract: "Sub"
    case .multiply: "Mul"
    case .divide: "Div"
    case .floorDivide: "FloorDiv"
    case .modulo: "Mod"
    case .power: "Pow"
    }
  }
}

extension Comparison {
  /// As Jinja2 names the operator.
  fileprivate var word: String {
    switch self {
    case .equal: "eq"
    case .notEqual: "ne"
    case .less: "lt"
    case .lessOrEqual: "lteq"
    case .greater: "gt"
    case .greaterOrEqual: "gteq"
    case .isIn: "in"
    case .isNotIn: "notin"
    }
  }
}
