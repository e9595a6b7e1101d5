/// Compares values by what they hold, at most `Nesting.limit` levels deep.
///
/// With a list of what is still to be compared in place of recursion: the depth of data is no reason to
/// need a large stack.
package struct Equality {
  /// Whether a level was left out, and the answer says nothing.
  package private(set) var isTooDeep = false
  private var pending: [(one: Value, other: Value, depth: Int)] = []
  private var depth = 0
  /// Pairs of containers that are being or have been compared: one list can be in a value many times.
  private var seen: Set<Pair> = []

  private struct Pair: Hashable {
    let one: ObjectIdentifier
    let other: ObjectIdentifier
  }

  package init() {}

  package mutating func areEqual(_ one: Value, _ other: Value) -> Bool {
    guard isEqual(one, other) else { return false }
    while let next = pending.popLast() {
      depth = next.depth
      guard isEqual(next.one, next.other) else { return false }
    }
    return true
  }

  private mutating func isEqual(_ one: Value, _ other: Value) -> Bool {
    switch (one, other) {
    case (.string(let a), .string(let b)), (.string(let a), .markup(let b)),
      (.markup(let a), .string(let b)), (.markup(let a), .markup(let b)):
      a.hasSameBytes(as: b)
    case (.int(let a), .int(let b)): a == b
    case (.none, .none), (.undefined, .undefined): true
    case (.list(let a), .list(let b)): visit(a, b) { $0.isEqual(a.items, b.items) }
    case (.tuple(let a), .tuple(let b)): visit(a, b) { $0.isEqual(a.items, b.items) }
    case (.dict(let a), .dict(let b)): visit(a, b) { $0.isEqual(a, b) }
    case (.object(let a), .object(let b)): visit(a, b) { a.isEqual(to: b, &$0) }
    default: Number.compare(one, other) == .equal
    }
  }

  /// Simple members are compared at once, containers later.
  private mutating func isEqual(_ a: [Value], _ b: [Value]) -> Bool {
    guard a.count == b.count else { return false }
    for (one, other) in zip(a, b) {
      guard compare(one, other) else { return false }
    }
    return true
  }

  private mutating func isEqual(_ a: DictValue, _ b: DictValue) -> Bool {
    guard a.count == b.count else { return false }
    for pair in a.pairs {
      guard let other = b[pair.key], compare(pair.value, other) else { return false }
    }
    return true
  }

  /// Whether two members of containers can still be equal.
  package mutating func compare(_ one: Value, _ other: Value) -> Bool {
    switch (one, other) {
    case (.list, .list), (.tuple, .tuple), (.dict, .dict), (.object, .object):
      pending.append((one, other, depth + 1))
      return true
    default: return isEqual(one, other)
    }
  }

  private mutating func visit(
    _ one: AnyObject, _ other: AnyObject, _ body: (inout Equality) -> Bool
  ) -> Bool {
    if one === other { return true }
    guard depth < Nesting.limit else {
      isTooDeep = true
      return false
    }
    if depth > 8 {
      let pair = Pair(one: ObjectIdentifier(one), other: ObjectIdentifier(other))
      guard seen.insert(pair).inserted else { return true }
    }
    return body(&self)
  }
}
