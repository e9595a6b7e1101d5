/// Expressions without variables, which Jinja2 computes when it compiles a template.
///
/// They are computed here like all others, when they are reached. In two cases that would print
/// something else, and those are put right.
extension Interpreter {
  /// What Jinja2 prints for an expression that failed: computing it in advance, it takes a slice that is
  /// not possible for an item that is not there. nil when the error stands.
  func folded(_ index: Int32, _ frame: Frame) -> Value? {
    guard Constants(tree: frame.template.tree).isConstant(index) else { return nil }
    foldsSlices = true
    defer { foldsSlices = false }
    return try? evaluate(index, frame)
  }

  /// Whether an expression has no variables and no calls, and thus is text in native rendering, too.
  func isText(_ index: Int32, _ frame: Frame) -> Bool {
    let tree = frame.template.tree
    let node = tree.nodes[Int(index)]
    if node.kind == .filter, environment.typedFilters.contains(tree.filters[Int(node.b)].name) {
      return false
    }
    return Constants(tree: tree).isConstant(index)
  }

  /// Whether a concatenation is computed in advance, and thus no safe text even if a part of it is.
  func isFolded(concatenation list: Int32, _ frame: Frame) -> Bool {
    let tree = frame.template.tree
    let constants = Constants(tree: tree)
    return tree.list(list).allSatisfy { constants.isConstant($0) }
  }
}

/// Tells which expressions Jinja2 computes in advance: no variables, no calls.
private struct Constants {
  let tree: Tree

  /// Filters that look at the context, which is not known in advance.
  private static let contextual: Set<String> = [
    "map", "select", "reject", "selectattr", "rejectattr", "random",
  ]

  func isConstant(_ index: Int32) -> Bool {
    if index < 0 { return true }
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .constant: return true
    case .list, .tuple, .dict, .concatenation: return all(node.a)
    case .negate, .plus, .not, .attribute: return isConstant(node.a)
    case .binary, .and, .or, .compare, .item: return isConstant(node.a) && isConstant(node.b)
    case .slice: return isConstant(node.a) && isConstant(node.b) && isConstant(node.c)
    case .conditional:
      // Without an `else` there may be no value.
      return node.c >= 0 && isConstant(node.a) && isConstant(node.b) && isConstant(node.c)
    case .filter:
      let use = tree.filters[Int(node.b)]
      return node.a >= 0 && !Constants.contextual.contains(use.name) && isConstant(node.a)
        && hasConstantArguments(node.c)
    case .test: return isConstant(node.a) && hasConstantArguments(node.c)
    default: return false
    }
  }

  private func all(_ list: Int32) -> Bool { tree.list(list).allSatisfy { isConstant($0) } }

  private func hasConstantArguments(_ arguments: Int32) -> Bool {
    guard arguments >= 0 else { return true }
    let call = tree.arguments[Int(arguments)]
    let keywords = call.keywords < 0 ? [] : Array(tree.list(call.keywords))
    let values = stride(from: 1, to: keywords.count, by: 2).map { keywords[$0] }
    return (call.positional < 0 || all(call.positional)) && values.allSatisfy { isConstant($0) }
      && isConstant(call.star) && isConstant(call.doubleStar)
  }
}
