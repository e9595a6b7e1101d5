internal import Diagnostics
package import PlainData

/// Something that a host gives to templates: an object with attributes, items, methods, a function.
///
/// Every requirement has a default: an opaque object that is true, equal to itself, and has nothing.
package protocol Object: AnyObject {
  /// The name in messages, `<typeName object>`. Default: the Swift type's name.
  var typeName: String { get }
  /// The value of `object.name`; nil when there is none. Default: nil.
  func attribute(_ name: String) throws -> Value?
  /// The value of `object[key]`; nil when there is none. Default: nil.
  func item(_ key: Value) throws -> Value?
  /// Performs `object.name = value` of `{% set object.name = … %}`. Default: false, not possible.
  func setAttribute(_ name: String, _ value: Value) throws -> Bool
  /// Whether `object(…)` is possible, as the test `callable` reports it. Default: false.
  var isCallable: Bool { get }
  /// The result of `object(…)`. Default: throws `type-error`, not callable.
  func call(_ call: Call) throws -> Value
  /// The result of `object.name(…)`; nil when there is no such method, then the attribute `name`
  /// is called. Default: nil.
  func callMethod(_ name: String, _ call: Call) throws -> Value?
  /// What a loop over the object visits; nil when it is not iterable. Default: nil.
  func elements() throws -> [Value]?
  /// Number of elements, `|length`; nil when it has none. Default: nil.
  var length: Int? { get }
  /// Whether it passes for a dict in the test `mapping`. Default: false.
  var isMapping: Bool { get }
  /// Whether `value in object`; nil leaves it to `elements()`. Default: nil.
  func contains(_ value: Value) throws -> Bool?
  /// Default: true, or whether `length` is not 0.
  var isTrue: Bool { get }
  /// What it prints as. Default: `repr`.
  var str: String { get }
  /// What it prints as inside a list. Default: `<typeName object>`.
  var repr: String { get }
  /// Default: identity.
  func isEqual(to other: any Object) -> Bool
  /// The same, for what holds values: within the depth that `equality` allows. Default: `isEqual(to:)`.
  func isEqual(to other: any Object, _ equality: inout Equality) -> Bool
  /// Whether it prints as the values that it holds, through `write(to:)`. Default: false.
  var isContainer: Bool { get }
  /// Writes its `repr`, when it is a container. Default: nothing.
  func write(to writer: inout ReprWriter)
  /// The container of all the values that it holds, if there can be any. Default: none.
  var held: Value? { get }
  /// Names worth suggesting for a misspelt attribute or method; one that is neither an attribute nor an
  /// item is a method, which may be looked up without being called. Default: none.
  var memberNames: [String] { get }
  /// Whether it sorts before `other`; nil when they have no order. Default: nil.
  func precedes(_ other: any Object) -> Bool?
  /// Whether it can be the key of a dict. Default: true.
  var isHashable: Bool { get }
  /// Default: by identity.
  func hash(into hasher: inout Hasher)
  /// The plain data it stands for. Default: its elements as a list, else throws `type-error`.
  func plain() throws -> PlainValue
}

extension Object {
  package var typeName: String { "\(type(of: self))" }
  package func attribute(_ name: String) throws -> Value? { nil }
  package func item(_ key: Value) throws -> Value? { nil }
  package func setAttribute(_ name: String, _ value: Value) throws -> Bool { false }
  package var isCallable: Bool { false }
  package func call(_ call: Call) throws -> Value {
    throw Diagnostic(code: "type-error", "`\(typeName)` object is not callable")
  }
  package func callMethod(_ name: String, _ call: Call) throws -> Value? { nil }
  package func elements() throws -> [Value]? { nil }
  package var length: Int? { nil }
  package var isMapping: Bool { false }
  package func contains(_ value: Value) throws -> Bool? { nil }
  package var isTrue: Bool { length.map { $0 != 0 } ?? true }
  package var str: String { repr }
  package var repr: String { "<\(typeName) object>" }
  package func isEqual(to other: any Object) -> Bool { self === other }
  package func isEqual(to other: any Object, _ equality: inout Equality) -> Bool {
    isEqual(to: other)
  }
  package var isContainer: Bool { false }
  package func write(to writer: inout ReprWriter) {}
  package var held: Value? { nil }
  package var memberNames: [String] { [] }
  package func precedes(_ other: any Object) -> Bool? { nil }
  package var isHashable: Bool { true }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  package func plain() throws -> PlainValue {
    guard let elements = try elements() else {
      throw Diagnostic(code: "type-error", "`\(typeName)` object cannot be turned into plain data")
    }
    return .list(try elements.map { try $0.plain() })
  }
}
