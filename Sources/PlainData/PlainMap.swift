/// A map from strings that keeps the order in which its keys were written.
///
/// Small maps are searched from front to back; larger ones, and those that grow key by key, carry an
/// index. Lookup and insertion take constant time, removal takes linear time.
package struct PlainMap: Sendable {
  package typealias Element = (key: String, value: PlainValue)

  /// One pair as it is stored.
  package struct Member: Sendable {
    package let key: String
    package var value: PlainValue

    package init(_ key: String, _ value: PlainValue) {
      self.key = key
      self.value = value
    }
  }

  /// The pairs in the order in which they were written.
  package private(set) var members: [Member] = []
  /// Empty until a map with more than a few keys is written to.
  private var index = KeyIndex()

  package init() {}

  /// A repeated key keeps its first place and takes its last value.
  package init(_ pairs: some Sequence<(String, PlainValue)>) {
    for (key, value) in pairs { self[key] = value }
  }

  /// Of pairs whose keys the caller knows to be different; nothing is looked up.
  package init(uniqueKeys members: [Member]) {
    self.members = members
    if members.count > KeyIndex.largestWithout { index = KeyIndex(of: members) }
  }

  /// In the order in which they were written.
  package var keys: [String] { members.map(\.key) }
  package var count: Int { members.count }
  package var isEmpty: Bool { members.isEmpty }

  /// Setting nil removes the key; setting a present key keeps its place.
  package subscript(key: String) -> PlainValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      if index.isEmpty, members.count >= KeyIndex.smallest { index = KeyIndex(of: members) }
      switch (place(of: key), newValue) {
      case (let place?, let value?): members[place].value = value
      case (nil, let value?): append(uniqueKey: key, value)
      case (let place?, nil): remove(at: place)
      case (nil, nil): break
      }
    }
  }

  /// Appends a pair whose key the caller knows to be new; nothing is looked up.
  package mutating func append(uniqueKey key: String, _ value: PlainValue) {
    members.append(Member(key, value))
    if index.isFull(at: members.count) {
      index = KeyIndex(of: members)
    } else if !index.isEmpty {
      index.insert(key, at: members.count - 1)
    }
  }

  package mutating func reserveCapacity(_ count: Int) {
    members.reserveCapacity(count)
  }

  private func place(of key: String) -> Int? {
    index.isEmpty
      ? members.firstIndex { $0.key == key } : index.place(of: key) { members[$0].key }
  }

  private mutating func remove(at place: Int) {
    members.remove(at: place)
    index = index.isEmpty ? KeyIndex() : KeyIndex(of: members)
  }
}

extension PlainMap: Sequence {
  package struct Iterator: IteratorProtocol {
    fileprivate var members: IndexingIterator<[Member]>

    package mutating func next() -> Element? { members.next().map { ($0.key, $0.value) } }
  }

  package func makeIterator() -> Iterator { Iterator(members: members.makeIterator()) }
  package var underestimatedCount: Int { count }
}

extension PlainMap: Hashable {
  /// Two maps are equal when they hold the same pairs, whatever their order.
  package static func == (one: PlainMap, other: PlainMap) -> Bool {
    one.count == other.count && one.members.allSatisfy { other[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for member in members {
      var pair = Hasher()
      pair.combine(member.key)
      pair.combine(member.value)
      sum &+= pair.finalize()
    }
    hasher.combine(count)
    hasher.combine(sum)
  }
}

extension PlainMap: CustomStringConvertible {
  /// The map as one line of JSON.
  package var description: String { JSON.text(.map(self), layout: .spaced) }
}

extension PlainMap: ExpressibleByDictionaryLiteral {
  /// The keys of a literal must differ, as those of a `Dictionary` literal.
  package init(dictionaryLiteral elements: (String, PlainValue)...) {
    self.init(uniqueKeys: elements.map { Member($0.0, $0.1) })
    assert(Set(keys).count == count, "a key stands twice in \(keys)")
  }
}

/// Places of keys in an array, found by hash: open addressing, linear probing, never over half full.
private struct KeyIndex: Sendable {
  /// A map with this many keys gets an index when it is written to: most configs have fewer, and
  /// looking through them costs less than an index.
  static let smallest = 28
  /// A map with more keys than this always has an index.
  static let largestWithout = 64

  /// The place plus one; 0 marks a free bucket. The count is a power of two, or 0.
  private var buckets: [UInt32] = []

  init() {}

  init(of members: [PlainMap.Member]) {
    var size = 32
    while size < members.count * 3 { size *= 2 }
    buckets = [UInt32](repeating: 0, count: size)
    for place in members.indices { insert(members[place].key, at: place) }
  }

  var isEmpty: Bool { buckets.isEmpty }

  /// Whether `count` keys need a new index; a map without one grows up to a limit.
  func isFull(at count: Int) -> Bool {
    isEmpty ? count > Self.largestWithout : count * 2 > buckets.count
  }

  func place(of key: String, keyAt: (Int) -> String) -> Int? {
    var bucket = home(of: key)
    while buckets[bucket] != 0 {
      let place = Int(buckets[bucket]) - 1
      if keyAt(place) == key { return place }
      bucket = (bucket + 1) & (buckets.count - 1)
    }
    return nil
  }

  mutating func insert(_ key: String, at place: Int) {
    var bucket = home(of: key)
    while buckets[bucket] != 0 { bucket = (bucket + 1) & (buckets.count - 1) }
    buckets[bucket] = UInt32(place + 1)
  }

  private func home(of key: String) -> Int { key.hashValue & (buckets.count - 1) }
}
