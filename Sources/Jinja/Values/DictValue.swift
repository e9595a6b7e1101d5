internal import Diagnostics

/// A mutable dict in insertion order; every `Value` that holds it sees its changes.
///
/// Keys compare as in Python: 1, 1.0 and True are the same key.
package final class DictValue: ValueHolder {
  /// In order; nil for a key that was removed.
  ///
  /// Not checked for overlapping accesses: no host code runs inside of one, for the keys of dicts
  /// compare themselves without reaching the dict.
  @exclusivity(unchecked) private var entries: [(key: Value, value: Value)?] = []
  private var index: [DictKey: Int] = [:]
  @exclusivity(unchecked) private var live = 0

  package init() {}

  package init(_ pairs: some Sequence<(Value, Value)>) {
    for (key, value) in pairs { self[key] = value }
  }

  package convenience init(_ pairs: some Sequence<(String, Value)>) {
    self.init(pairs.map { (Value.string($0.0), $0.1) })
  }

  deinit { Dismantling.release(takeValues()) }

  func takeValues() -> [Value] {
    defer { entries = [] }
    var contents: [Value] = []
    contents.reserveCapacity(entries.count)
    for case let entry? in entries {
      contents.append(entry.value)
      if case .tuple = entry.key { contents.append(entry.key) }
    }
    return contents
  }

  package func copy() -> DictValue {
    let copy = DictValue()
    copy.entries = entries
    copy.index = index
    copy.live = live
    return copy
  }

  package var count: Int { live }
  package var isEmpty: Bool { live == 0 }

  /// Setting nil removes the key; a key that is there keeps its place.
  package subscript(key: Value) -> Value? {
    get { position(of: key).flatMap { entries[$0]?.value } }
    set {
      guard let newValue else {
        remove(key)
        return
      }
      if let position = position(of: key) {
        entries[position]?.value = newValue
      } else {
        append(key, newValue)
      }
    }
  }

  package subscript(key: String) -> Value? {
    get {
      guard entries.count <= Self.smallSize else { return self[.string(key)] }
      return smallPosition(of: key).flatMap { entries[$0]?.value }
    }
    set { self[.string(key)] = newValue }
  }

  package var keys: [Value] { entries.compactMap { $0?.key } }
  package var values: [Value] { entries.compactMap { $0?.value } }
  package var pairs: [(key: Value, value: Value)] { entries.compactMap { $0 } }

  package func removeAll() {
    entries = []
    index = [:]
    live = 0
  }

  // Small dicts, the common case in templates, are searched without hashing.
  private static let smallSize = 8

  private func position(of key: Value) -> Int? {
    guard entries.count <= Self.smallSize else { return index[DictKey(key)] }
    if case .string(let text) = key { return smallPosition(of: text) }
    for index in 0..<entries.count {
      if let entry = entries[index], DictKey.equal(entry.key, key) { return index }
    }
    return nil
  }

  private func smallPosition(of text: String) -> Int? {
    for index in 0..<entries.count {
      switch entries[index]?.key {
      case .string(let key), .markup(let key): if key.hasSameBytes(as: text) { return index }
      default: break
      }
    }
    return nil
  }

  private func append(_ key: Value, _ value: Value) {
    entries.append((key, value))
    live += 1
    if entries.count == Self.smallSize + 1 {
      reindex()
    } else if entries.count > Self.smallSize {
      index[DictKey(key)] = entries.count - 1
    }
  }

  private func remove(_ key: Value) {
    guard let position = position(of: key) else { return }
    entries[position] = nil
    live -= 1
    // Compact once half is holes: removal stays O(1) on average.
    if live * 2 <= entries.count {
      entries.removeAll { $0 == nil }
      reindex()
    } else if !index.isEmpty {
      index[DictKey(key)] = nil
    }
  }

  private func reindex() {
    index = [:]
    guard entries.count > Self.smallSize else { return }
    for (position, entry) in entries.enumerated() {
      if let entry { index[DictKey(entry.key)] = position }
    }
  }
}

extension Value {
  /// Throws: `type-error` for a list or dict (or a tuple that holds one), which cannot be a key.
  package func checkHashable() throws {
    switch self {
    case .undefined(let undefined):
      if undefined.behavior == .strict { throw undefined.diagnostic }
    case .list, .dict: throw Diagnostic(code: "type-error", "unhashable type: `\(typeName)`")
    case .object(let object):
      if !object.isHashable {
        throw Diagnostic(code: "type-error", "unhashable type: `\(typeName)`")
      }
    case .tuple(let tuple):
      try tuple.checkHashable()
    default: break
    }
  }
}

extension TupleValue {
  fileprivate func checkHashable() throws {
    var pending = [(tuple: self, depth: 1)]
    // One tuple can be in another many times.
    var seen: Set<ObjectIdentifier> = []
    while let (tuple, depth) = pending.popLast() {
      guard depth < Nesting.limit else { throw Nesting.tooDeep }
      for item in tuple.items {
        guard case .tuple(let inner) = item else {
          try item.checkHashable()
          continue
        }
        if seen.insert(ObjectIdentifier(inner)).inserted { pending.append((inner, depth + 1)) }
      }
    }
  }
}

/// A value as the key of a dict or member of a set.
struct DictKey: Hashable {
  let value: Value

  init(_ value: Value) {
    self.value = value
  }

  static func == (one: DictKey, other: DictKey) -> Bool { equal(one.value, other.value) }

  static func equal(_ one: Value, _ other: Value) -> Bool {
    if case .string(let a) = one, case .string(let b) = other { return a.hasSameBytes(as: b) }
    return one.isEqual(to: other)
  }

  func hash(into hasher: inout Hasher) { hash(into: &hasher, depth: 0) }

  private func hash(into hasher: inout Hasher, depth: Int) {
    switch value {
    case .undefined, .none: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag ? 1 : 0)
    case .int(let number): hasher.combine(number)
    case .big(let number): hasher.combine(number)
    case .double(let number):
      if let integer = Int(exactly: number) {
        hasher.combine(integer)
      } else if number.isFinite, number == number.rounded() {
        hasher.combine(BigInt(number))
      } else {
        hasher.combine(number)
      }
    case .string(let text), .markup(let text): hasher.combine(text)
    case .tuple(let tuple):
      // What lies deeper is left to the comparison.
      guard depth < 6 else { return }
      for item in tuple.items { DictKey(item).hash(into: &hasher, depth: depth + 1) }
    case .list, .dict: hasher.combine(1)
    case .object(let object): object.hash(into: &hasher)
    }
  }
}
