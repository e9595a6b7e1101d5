/// A function written in Swift.
package final class FunctionValue: Object {
  package let name: String
  private let body: (Call) throws -> Value

  package init(_ name: String, _ body: @escaping (Call) throws -> Value) {
    self.name = name
    self.body = body
  }

  package var typeName: String { "function" }
  package var isCallable: Bool { true }
  package var repr: String {
    switch name {
    case "range", "dict": "<class '\(name)'>"
    case "namespace", "cycler", "joiner":
      "<class 'jinja2.utils.\(PythonString.capitalized(name))'>"
    default: "<function \(name)>"
    }
  }
  package func call(_ call: Call) throws -> Value { try body(call) }
}

extension Value {
  /// A function that templates can call; `name` is used in messages.
  package static func function(
    _ name: String, _ body: @escaping (Call) throws -> Value
  ) -> Value {
    .object(FunctionValue(name, body))
  }

  /// Whether the value can be called.
  package var isCallable: Bool {
    switch self {
    case .object(let object): object.isCallable
    case .undefined(let undefined): undefined.behavior == .callable
    default: false
    }
  }
}
