import Diagnostics

extension Composer {
  /// Whether a key is the plain `<<`.
  func isMerge(_ key: Int32) -> Bool {
    let record = storage.records[Int(key)]
    return record.count == 2 && record.style == .plain && record.tag < 0
      && bytes(of: key).elementsEqual("<<".utf8)
  }

  /// The first two keys with the same text; `<<` may stand more than once.
  ///
  /// Keys and values alternate in `members` from `start`.
  func duplicateKey(among members: [Int32], from start: Int) -> (first: Int32, second: Int32)? {
    members.count - start <= 24
      ? duplicateAmongFew(members, start) : duplicateAmongMany(members, start)
  }

  private func duplicateAmongFew(
    _ members: [Int32], _ start: Int
  ) -> (first: Int32, second: Int32)? {
    for second in stride(from: start + 2, to: members.count, by: 2) {
      for first in stride(from: start, to: second, by: 2)
      where isSame(members[first], members[second]) {
        return (members[first], members[second])
      }
    }
    return nil
  }

  private func duplicateAmongMany(
    _ members: [Int32], _ start: Int
  ) -> (first: Int32, second: Int32)? {
    var seen: [ArraySlice<UInt8>: Int32] = [:]
    for at in stride(from: start, to: members.count, by: 2) {
      let key = members[at]
      if let first = seen.updateValue(key, forKey: bytes(of: key)), isSame(first, key) {
        return (first, key)
      }
    }
    return nil
  }

  private func isSame(_ one: Int32, _ other: Int32) -> Bool {
    let (a, b) = (storage.records[Int(one)], storage.records[Int(other)])
    guard a.count == b.count else { return false }
    for offset in 0..<Int(a.count)
    where storage.text[Int(a.first) + offset] != storage.text[Int(b.first) + offset] {
      return false
    }
    return !isMerge(one)
  }

  /// The members of a mapping with its `<<` expanded, in PyYAML's order: what is merged first.
  ///
  /// An own key wins over a merged one, an earlier mapping of a list over a later one.
  mutating func merged(_ members: ArraySlice<Int32>) throws(Diagnostic) -> [Int32] {
    var result = MergedPairs()
    var own: [(key: Int32, value: Int32)] = []
    for at in stride(from: members.startIndex, to: members.endIndex, by: 2) {
      let (key, value) = (members[at], members[at + 1])
      if isMerge(key) {
        for mapping in try mappings(of: value, key: key).reversed() {
          for pair in pairs(of: mapping) { result.set(pair, text(of: pair.key)) }
        }
      } else {
        own.append((key, value))
      }
    }
    mergedPairs += result.pairs.count
    guard mergedPairs <= 1_000_000 else { throw .mergeExpansion(span(of: members.first ?? 0)) }
    for pair in own { result.set(pair, text(of: pair.key)) }
    return result.pairs.flatMap { [$0.key, $0.value] }
  }

  /// What `<<` names: a mapping, or a list of mappings.
  private func mappings(of value: Int32, key: Int32) throws(Diagnostic) -> [Int32] {
    let record = storage.records[Int(value)]
    switch record.kind {
    case .mapping: return [value]
    case .sequence:
      let items = storage.members[Int(record.first)..<Int(record.first + record.count)]
      for item in items where storage.records[Int(item)].kind != .mapping {
        throw .mergeNotMapping(span(of: item), key: span(of: key))
      }
      return Array(items)
    case .scalar: throw .mergeNotMapping(span(of: value), key: span(of: key))
    }
  }

  private func pairs(of mapping: Int32) -> [(key: Int32, value: Int32)] {
    let record = storage.records[Int(mapping)]
    return stride(from: Int(record.first), to: Int(record.first + record.count), by: 2).map {
      (storage.members[$0], storage.members[$0 + 1])
    }
  }
}

/// Pairs by key, each at the place where its key was met first.
private struct MergedPairs {
  private(set) var pairs: [(key: Int32, value: Int32)] = []
  private var places: [String: Int] = [:]

  mutating func set(_ pair: (key: Int32, value: Int32), _ text: String) {
    if let place = places[text] {
      pairs[place] = pair
    } else {
      places[text] = pairs.count
      pairs.append(pair)
    }
  }
}

/// The tags that a document may use.
enum StandardTag {
  static let prefix = "tag:yaml.org,2002:"

  static func isKnown(_ tag: String, for kind: YAMLNode.Kind) -> Bool {
    guard tag.hasPrefix(prefix) else { return false }
    let name = tag.dropFirst(prefix.count)
    return switch kind {
    case .scalar: ["str", "int", "float", "bool", "null", "timestamp"].contains(name)
    case .sequence: name == "seq"
    case .mapping: name == "map"
    }
  }
}
