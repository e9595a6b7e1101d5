/// An immutable tree of plain data: what YAML, JSON, configs and artifacts are made of.
package enum PlainValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case list([PlainValue])
  case map(PlainMap)
}

extension PlainValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(nilLiteral: ()) { self = .null }
  package init(arrayLiteral elements: PlainValue...) { self = .list(elements) }
  /// The keys of a literal must differ, as those of a `Dictionary` literal.
  package init(dictionaryLiteral elements: (String, PlainValue)...) {
    let map = PlainMap(uniqueKeys: elements.map { PlainMap.Member($0.0, $0.1) })
    assert(Set(map.keys).count == map.count, "a key stands twice in \(map.keys)")
    self = .map(map)
  }
}

extension PlainValue {
  package var isNull: Bool { self == .null }
  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var int: Int? { if case .int(let value) = self { value } else { nil } }
  /// The number, whether written as an integer or with a fraction.
  package var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
  package var list: [PlainValue]? { if case .list(let value) = self { value } else { nil } }
  package var map: PlainMap? { if case .map(let value) = self { value } else { nil } }
  /// The member `key` of a map; nil for anything else.
  package subscript(key: String) -> PlainValue? { map?[key] }
}
