/// A set of node indices, one bit each; iterated in ascending order.
package struct NodeSet: Sendable {
  private var words: [UInt64] = []

  package init() {}

  package init(_ nodes: some Sequence<Int>) {
    for node in nodes { insert(node) }
  }

  /// Every node of `range`.
  package init(_ range: Range<Int>) {
    words = [UInt64](repeating: 0, count: (range.upperBound + 63) / 64)
    for node in range { words[node >> 6] |= 1 << UInt64(node & 63) }
  }

  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  /// Complexity: linear in the largest index.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  package func contains(_ node: Int) -> Bool {
    let word = node >> 6
    return word < words.count && words[word] & (1 << UInt64(node & 63)) != 0
  }

  /// Whether `node` was not yet in the set.
  @discardableResult
  package mutating func insert(_ node: Int) -> Bool {
    precondition(node >= 0, "a node's index is never negative")
    let word = node >> 6
    if word >= words.count {
      words += [UInt64](repeating: 0, count: word + 1 - words.count)
    }
    let bit: UInt64 = 1 << UInt64(node & 63)
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }

  package mutating func remove(_ node: Int) {
    if contains(node) { words[node >> 6] &= ~(1 << UInt64(node & 63)) }
  }

  package func union(_ other: NodeSet) -> NodeSet {
    let (long, short) = words.count >= other.words.count ? (self, other) : (other, self)
    var result = long
    for (place, word) in short.words.enumerated() { result.words[place] |= word }
    return result
  }

  package func intersection(_ other: NodeSet) -> NodeSet {
    var result = self
    for place in words.indices {
      result.words[place] &= place < other.words.count ? other.words[place] : 0
    }
    return result
  }

  package func subtracting(_ other: NodeSet) -> NodeSet {
    var result = self
    for (place, word) in other.words.enumerated() where place < words.count {
      result.words[place] &= ~word
    }
    return result
  }

  package mutating func formUnion(_ other: NodeSet) { self = union(other) }

  package func isSubset(of other: NodeSet) -> Bool { subtracting(other).isEmpty }
}

extension NodeSet: Sequence {
  package struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var place = 0
    private var rest: UInt64

    fileprivate init(_ words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    package mutating func next() -> Int? {
      while rest == 0 {
        place += 1
        guard place < words.count else { return nil }
        rest = words[place]
      }
      defer { rest &= rest - 1 }
      return place << 6 + rest.trailingZeroBitCount
    }
  }

  package func makeIterator() -> Iterator { Iterator(words) }

  package var underestimatedCount: Int { 0 }
}

extension NodeSet: Hashable {
  /// Sets are equal when they hold the same nodes, however large their storage is.
  package static func == (one: NodeSet, other: NodeSet) -> Bool {
    one.isSubset(of: other) && other.isSubset(of: one)
  }

  package func hash(into hasher: inout Hasher) {
    for node in self { hasher.combine(node) }
  }
}

extension NodeSet: ExpressibleByArrayLiteral {
  package init(arrayLiteral nodes: Int...) { self.init(nodes) }
}
