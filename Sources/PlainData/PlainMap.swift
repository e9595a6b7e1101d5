/// A map from strings that keeps the order in which its keys were written.
///
/// Small maps are searched from front to back; larger ones carry an index. Lookup and insertion
/// take constant time, removal takes linear time.
package struct PlainMap: Sendable {
  package typealias Element = (key: String, value: PlainValue)

  private var entries: [Element] = []
  /// Empty for a small map.
  private var index = KeyIndex()

  package init() {}

  /// A repeated key keeps its first place and takes its last value.
  package init(_ pairs: some Sequence<(String, PlainValue)>) {
    for (key, value) in pairs { self[key] = value }
  }

  /// In the order in which they were written.
  package var keys: [String] { entries.map(\.key) }
  package var count: Int { entries.count }
  package var isEmpty: Bool { entries.isEmpty }

  /// Setting nil removes the key; setting a present key keeps its place.
  package subscript(key: String) -> PlainValue? {
    get { place(of: key).map { entries[$0].value } }
    set {
      switch (place(of: key), newValue) {
      case (let place?, let value?): entries[place].value = value
      case (nil, let value?): append(key, value)
      case (let place?, nil): remove(at: place)
      case (nil, nil): break
      }
    }
  }

  package mutating func reserveCapacity(_ count: Int) {
    entries.reserveCapacity(count)
  }

  private func place(of key: String) -> Int? {
    index.isEmpty
      ? entries.firstIndex { $0.key == key } : index.place(of: key) { entries[$0].key }
  }

  private mutating func append(_ key: String, _ value: PlainValue) {
    entries.append((key, value))
    guard entries.count > KeyIndex.smallest else { return }
    if index.isFull(at: entries.count) {
      index = KeyIndex(of: entries.lazy.map(\.key))
    } else {
      index.insert(key, at: entries.count - 1)
    }
  }

  private mutating func remove(at place: Int) {
    entries.remove(at: place)
    index = entries.count > KeyIndex.smallest ? KeyIndex(of: entries.lazy.map(\.key)) : KeyIndex()
  }
}

extension PlainMap: Sequence {
  package func makeIterator() -> IndexingIterator<[Element]> { entries.makeIterator() }
  package var underestimatedCount: Int { count }
}

extension PlainMap: Hashable {
  /// Two maps are equal when they hold the same pairs, whatever their order.
  package static func == (one: PlainMap, other: PlainMap) -> Bool {
    one.count == other.count && one.entries.allSatisfy { other[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for (key, value) in entries {
      var pair = Hasher()
      pair.combine(key)
      pair.combine(value)
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
  package init(dictionaryLiteral elements: (String, PlainValue)...) {
    self.init(elements)
  }
}

/// Places of keys in an array, found by hash: open addressing, linear probing, never over half full.
private struct KeyIndex: Sendable {
  /// Maps of up to this many keys do without an index.
  static let smallest = 8

  /// The place plus one; 0 marks a free bucket. The count is a power of two, or 0.
  private var buckets: [UInt32] = []

  init() {}

  init(of keys: some Collection<String>) {
    var size = 64
    while size < keys.count * 3 { size *= 2 }
    buckets = [UInt32](repeating: 0, count: size)
    for (place, key) in keys.enumerated() { insert(key, at: place) }
  }

  var isEmpty: Bool { buckets.isEmpty }

  func isFull(at count: Int) -> Bool { count * 2 > buckets.count }

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
