internal import Diagnostics

extension Template {
  /// The line, from 1, in which Jinja2 tells an error of what stands at `byte`.
  ///
  /// Its compiled code knows only where statements and printed expressions begin: by the token
  /// that its parser looked at when it made the outermost node (`parser.py`, `lineno`).
  package func pythonLine(at byte: Int) -> Int {
    PythonLines(source, tree).line(at: byte)
  }
}

/// Finds the statement around a place, and Jinja2's line of it.
private struct PythonLines {
  let tree: Tree
  let bytes: [UInt8]

  init(_ source: SourceFile, _ tree: Tree) {
    self.tree = tree
    bytes = Array(source.text.utf8)
  }

  func line(at byte: Int) -> Int {
    var best: (range: ClosedRange<Int>, token: Int)?
    for node in tree.nodes {
      for (range, token) in headers(of: node) where range.contains(byte) {
        if range.count < best?.range.count ?? .max { best = (range, token()) }
      }
    }
    return lineNumber(best?.token ?? byte)
  }

  private func lineNumber(_ byte: Int) -> Int {
    var count = 1
    for index in 0..<min(max(byte, 0), bytes.count) {
      let byte = bytes[index]
      let isPair = byte == .newline && index > 0 && bytes[index - 1] == .carriageReturn
      if byte.isNewline, !isPair { count += 1 }
    }
    return count
  }

  // MARK: statements

  private typealias Header = (range: ClosedRange<Int>, token: () -> Int)

  /// The parts of a statement that are computed in one line each, and the token that says which.
  private func headers(of node: Node) -> [Header] {
    let start = Int(node.start)
    func header(to expressions: Int32...) -> [Header] {
      let end = expressions.filter { $0 >= 0 }.map { self.end($0) }.max() ?? Int(node.end)
      return [(start...max(start, end), { start })]
    }
    switch node.kind {
    case .output: return [(start...Int(node.end), { self.token(of: node.a) })]
    case .set, .do, .include, .importAll, .importNames, .extends:
      return [(start...Int(node.end), { start })]
    case .callBlock, .filterBlock, .autoescape: return header(to: node.a)
    case .setBlock: return header(to: tree.list(node.c).first ?? -1)
    case .with: return header(to: tree.list(node.a).last ?? -1)
    case .macro:
      return header(
        to: tree.macros[Int(node.a)].parameters.last { $0.fallback >= 0 }?.fallback ?? -1)
    case .if:
      let isElif = bytes[start...].starts(with: "elif".utf8)
      return [(start...end(node.a), { isElif ? self.skipSpace(start + 4) : start })]
    case .for: return loopHeaders(tree.loops[Int(node.a)], start)
    default: return []
    }
  }

  private func loopHeaders(_ loop: LoopSyntax, _ start: Int) -> [Header] {
    let loopHeader: Header = (start...max(start, end(loop.iterable)), { start })
    guard loop.filter >= 0 else { return [loopHeader] }
    let filter = self.start(loop.filter)...max(self.start(loop.filter), end(loop.filter))
    return [loopHeader, (filter, { self.token(of: loop.filter) })]
  }

  // MARK: expressions

  private func start(_ index: Int32) -> Int { Int(tree.nodes[Int(index)].start) }
  private func end(_ index: Int32) -> Int { Int(tree.nodes[Int(index)].end) }

  /// The token whose line Jinja2 gives to an expression.
  private func token(of index: Int32) -> Int {
    let node = tree.nodes[Int(index)]
    switch node.kind {
    case .compare: return behind(node.b, after: node.a)
    case .compareChain:
      let operands =
        [node.a]
        + stride(from: 1, to: tree.list(node.b).count, by: 2).map {
          tree.list(node.b)[tree.list(node.b).startIndex + $0]
        }
      return behind(operands[operands.count - 1], after: operands[operands.count - 2])
    case .binary, .and, .or: return linkToken(node)
    case .attribute: return find(UInt8(ascii: "."), from: end(node.a))
    case .item: return find(UInt8(ascii: "["), from: end(node.a))
    case .call: return find(UInt8(ascii: "("), from: end(node.a))
    case .methodCall:
      let name = find(UInt8(ascii: "."), from: end(node.a))
      return find(UInt8(ascii: "("), from: name)
    case .tuple where bytes[Int(node.start)] == UInt8(ascii: "("):
      return skipSpace(Int(node.start) + 1)
    default: return Int(node.start)
    }
  }

  /// Of a chain `a + b + c`, the last operator; of a single one, where it begins.
  private func linkToken(_ node: Node) -> Int {
    let left = tree.nodes[Int(node.a)]
    guard isSameLevel(left, node) else { return Int(node.start) }
    let token = skipSpace(Int(left.end))
    return bytes[token] == UInt8(ascii: ")") ? Int(node.start) : token
  }

  private func isSameLevel(_ one: Node, _ other: Node) -> Bool {
    guard one.kind == other.kind else { return false }
    if one.kind != .binary { return true }
    func level(_ flag: UInt8) -> Int {
      switch BinaryOperator(rawValue: flag) {
      case .add, .subtract: 0
      case .power: 2
      default: 1
      }
    }
    return level(one.flag) == level(other.flag)
  }

  /// The token behind the last operand of a comparison, with the brackets around that.
  private func behind(_ operand: Int32, after left: Int32) -> Int {
    var open = bytes[end(left)..<max(end(left), start(operand))].reduce(0) {
      $0 + ($1 == UInt8(ascii: "(") ? 1 : 0)
    }
    var index = skipSpace(end(operand))
    while open > 0, index < bytes.count, bytes[index] == UInt8(ascii: ")") {
      index = skipSpace(index + 1)
      open -= 1
    }
    return index
  }

  private func find(_ sign: UInt8, from start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex(of: sign) ?? start
  }

  private func skipSpace(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index].byteClass == ByteClass.space { index += 1 }
    return index
  }
}
