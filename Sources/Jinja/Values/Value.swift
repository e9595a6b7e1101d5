/// A value while a template runs; behaves as the Python value of the same name does in Jinja2.
///
/// Not `Sendable`: lists, dicts and host objects are shared and mutable, as in Python. Use
/// `PlainValue` to carry data between threads.
package enum Value {
  /// The result of looking up a name, attribute or item that is not there.
  case undefined(Undefined)
  case none
  case bool(Bool)
  case int(Int)
  /// An integer that does not fit into 64 bits; never one that does.
  case big(BigInt)
  case double(Double)
  case string(String)
  /// Text that is already safe for the autoescaped output (Markup).
  case markup(String)
  case list(ListValue)
  case tuple(TupleValue)
  case dict(DictValue)
  /// A host object, a function, a macro, a range, a set, an iterator …
  case object(any Object)
}

/// A mutable list; every `Value` that holds it sees its changes.
package final class ListValue: ValueHolder {
  // No element's own code runs while the list is accessed: equality, hashing and text work on copies.
  @exclusivity(unchecked) package var items: [Value]

  package init(_ items: [Value] = []) {
    self.items = items
  }

  deinit { Dismantling.release(takeValues()) }

  func takeValues() -> [Value] {
    defer { items = [] }
    return items
  }
}

/// The items of a tuple, which never change.
package final class TupleValue: ValueHolder {
  package private(set) var items: [Value]

  package init(_ items: [Value]) {
    self.items = items
  }

  deinit { Dismantling.release(takeValues()) }

  func takeValues() -> [Value] {
    defer { items = [] }
    return items
  }
}

extension Value {
  /// An integer of any size in its normal form.
  package static func integer(_ value: BigInt) -> Value {
    value.int.map(Value.int) ?? .big(value)
  }

  package static func list(_ items: [Value]) -> Value { .list(ListValue(items)) }

  package static func tuple(_ items: [Value]) -> Value { .tuple(TupleValue(items)) }

  package static func dict(_ pairs: [(Value, Value)]) -> Value {
    let dict = DictValue()
    for (key, value) in pairs { dict[key] = value }
    return .dict(dict)
  }

  package static func dict(_ pairs: [(String, Value)]) -> Value {
    .dict(pairs.map { (Value.string($0.0), $0.1) })
  }

  /// The text of a string, safe or not; nil for any other value.
  package var string: String? {
    switch self {
    case .string(let text), .markup(let text): text
    default: nil
    }
  }

  /// The integer, if it is one that fits into 64 bits; True is 1.
  package var int: Int? {
    switch self {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  /// The number as a floating-point value; True is 1.0.
  package var double: Double? {
    switch self {
    case .double(let value): value
    case .int(let value): Double(value)
    case .bool(let value): value ? 1 : 0
    case .big(let value): value.double
    case .object: decimal?.double
    default: nil
    }
  }

  /// The items of a list or tuple; nil for any other value.
  package var items: [Value]? {
    switch self {
    case .list(let list): list.items
    case .tuple(let tuple): tuple.items
    default: nil
    }
  }

  package var dict: DictValue? { if case .dict(let dict) = self { dict } else { nil } }
  package var object: (any Object)? { if case .object(let object) = self { object } else { nil } }
  package var isNone: Bool { if case .none = self { true } else { false } }
  package var isUndefined: Bool { if case .undefined = self { true } else { false } }

  /// Python's truth value; an undefined value counts as false whatever its behaviour.
  package var isTrue: Bool {
    switch self {
    case .undefined, .none: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .big: true
    case .double(let value): value != 0
    case .string(let text), .markup(let text): !text.isEmpty
    case .list(let list): !list.items.isEmpty
    case .tuple(let tuple): !tuple.items.isEmpty
    case .dict(let dict): !dict.isEmpty
    case .object(let object): object.isTrue
    }
  }

  /// The name of the value's Python type: `str`, `int`, `NoneType` …
  package var typeName: String {
    switch self {
    case .undefined: "Undefined"
    case .none: "NoneType"
    case .bool: "bool"
    case .int, .big: "int"
    case .double: "float"
    case .string: "str"
    case .markup: "Markup"
    case .list: "list"
    case .tuple: "tuple"
    case .dict: "dict"
    case .object(let object): object.typeName
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
  package init(floatLiteral value: Double) { self = .double(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: Value...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (Value, Value)...) { self = .dict(elements) }
}
