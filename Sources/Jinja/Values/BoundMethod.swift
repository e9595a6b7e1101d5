internal import Diagnostics

/// A method of one of Python's types, looked up but not called yet.
final class BoundMethod: Object {
  private let name: String
  private let receiver: Value
  private let method: Method

  init(_ name: String, _ receiver: Value, _ method: @escaping Method) {
    self.name = name
    self.receiver = receiver
    self.method = method
  }

  var typeName: String { "builtin_function_or_method" }
  var isCallable: Bool { true }
  var repr: String { "<built-in method \(name) of \(receiver.typeName) object>" }
  func call(_ call: Call) throws -> Value {
    var call = call
    call.isMethod = true
    return try method(receiver, call)
  }

  var held: Value? { receiver.object?.held ?? receiver }
}

/// A method of a host's object, looked up but not called yet.
final class HostMethod: Object {
  private let name: String
  private let receiver: any Object

  /// nil where `receiver` has no member of that name.
  init?(_ name: String, of receiver: any Object) {
    guard receiver.memberNames.contains(name) else { return nil }
    self.name = name
    self.receiver = receiver
  }

  var typeName: String { "method" }
  var isCallable: Bool { true }
  var repr: String { "<bound method \(receiver.typeName).\(name)>" }
  func call(_ call: Call) throws -> Value {
    if let value = try receiver.callMethod(name, call) { return value }
    throw Diagnostic(
      code: "not-implemented-error", "`\(name)` of `\(receiver.typeName)` does not exist here")
  }

  var held: Value? { .object(receiver) }
}

/// A method of a Python type: its receiver and the call.
typealias Method = @Sendable (_ receiver: Value, _ call: Call) throws -> Value

/// The methods of one name, by the type they belong to.
struct MethodSet: Sendable {
  var string: Method?
  var list: Method?
  var tuple: Method?
  var dict: Method?
  var integer: Method?
  var double: Method?
  var set: Method?

  func method(for value: Value) -> Method? {
    switch value {
    case .string, .markup: string
    case .list: list
    case .tuple: tuple
    case .dict: dict
    case .int, .big, .bool: integer
    case .double: double
    case .object(let object): object is SetValue ? set : nil
    case .undefined, .none: nil
    }
  }
}
