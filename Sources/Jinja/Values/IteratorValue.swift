internal import Diagnostics

/// What Python gives back lazily (the filter `map`, `reversed` …): can be visited once.
package final class IteratorValue: Object {
  package let typeName: String
  private let items: ListValue
  private var position = 0

  package init(_ typeName: String, _ items: [Value]) {
    self.typeName = typeName
    self.items = ListValue(items)
  }

  package var repr: String { "<\(typeName) object>" }

  package var held: Value? { .list(items) }

  package func elements() -> [Value]? {
    defer { position = items.items.count }
    return Array(items.items[position...])
  }

  /// The next element; nil at the end.
  func next() -> Value? {
    guard position < items.items.count else { return nil }
    defer { position += 1 }
    return items.items[position]
  }
}

/// A view of a dict, which follows the dict's changes: `dict_keys`, `dict_values`, `dict_items`.
final class DictView: Object {
  enum Part: String {
    case keys = "dict_keys"
    case values = "dict_values"
    case items = "dict_items"
  }

  private let dict: DictValue
  private let part: Part

  init(_ dict: DictValue, _ part: Part) {
    self.dict = dict
    self.part = part
  }

  var typeName: String { part.rawValue }
  var length: Int? { dict.count }
  var isContainer: Bool { true }
  var isHashable: Bool { part == .values }
  var repr: String { Value.object(self).repr }

  func write(to writer: inout ReprWriter) {
    writer.write(text: part.rawValue)
    writer.write(members, "([", "])")
  }

  var held: Value? { .dict(dict) }

  private var members: [Value] {
    switch part {
    case .keys: dict.keys
    case .values: dict.values
    case .items: dict.pairs.map { .tuple([$0.key, $0.value]) }
    }
  }

  func elements() -> [Value]? { members }

  func contains(_ value: Value) throws -> Bool? {
    guard part == .keys else { return nil }
    try value.checkHashable()
    return dict[value] != nil
  }

  func isEqual(to other: any Object) -> Bool {
    Value.object(self).isEqual(to: .object(other))
  }

  func isEqual(to other: any Object, _ equality: inout Equality) -> Bool {
    guard let other = other as? DictView, part == other.part, part != .values else {
      return self === other
    }
    guard dict.count == other.dict.count else { return false }
    return dict.pairs.allSatisfy { pair in
      guard let value = other.dict[pair.key] else { return false }
      return part == .keys || equality.compare(pair.value, value)
    }
  }
}
