internal import Diagnostics

/// Filters on values of any kind.
enum DataFilters {
  static let all: [String: Filter] = [
    "default": fallback, "d": fallback, "attr": attribute, "items": items, "tojson": toJSON,
  ]

  private static func fallback(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("default")
    let replacement = try arguments.optional("default_value") ?? ""
    let isForFalse = try arguments.bool("boolean", default: false)
    try arguments.finish()
    return value.isUndefined || (isForFalse && !value.isTrue) ? replacement : value
  }

  private static func attribute(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("attr")
    let name = try arguments.required("name")
    try arguments.finish()
    guard let name = name.string else {
      throw Diagnostic(
        code: "type-error", "an attribute's name is a string, not `\(name.typeName)`")
    }
    if Members.unsafe.contains(name) {
      throw Diagnostic(
        code: "security-error", "the attribute `\(name)` is not accessible to templates")
    }
    if case .undefined(let undefined) = value, undefined.behavior != .chainable,
      undefined.behavior != .callable
    {
      throw undefined.diagnostic
    }
    if case .object(let object) = value, let found = try object.attribute(name) { return found }
    if let method = Builtins.methods[name]?.method(for: value) {
      return .object(BoundMethod(name, value, method))
    }
    if let found = value.attribute(name) { return found }
    return .undefined(
      Undefined(name: name, behavior: call.state.behavior, owner: value, context: nil))
  }

  private static func items(_ value: Value, _ call: Call) throws -> Value {
    try call.binder("items").finish()
    return call.generator("do_items", value) { _ in (.made(try pairs(value)), { $0 }) }
  }

  private static func pairs(_ value: Value) throws -> [Value] {
    if case .undefined(let undefined) = value {
      if undefined.behavior == .strict { throw undefined.diagnostic }
      return []
    }
    guard let dict = value.dict else {
      throw Diagnostic(code: "type-error", "`items` needs a dict, not `\(value.typeName)`")
    }
    return dict.pairs.map { .tuple([$0.key, $0.value]) }
  }

  /// What a level of JSON is indented by: spaces, or any text; nil for one line.
  private static func indentation(_ value: Value, _ call: Call) throws -> String? {
    if value.isNone { return nil }
    if let text = value.string { return text }
    guard let count = value.int else {
      throw Diagnostic(
        code: "type-error",
        "`indent` of `tojson` must be an integer or a string, not `\(value.typeName)`")
    }
    try call.state.checkOutput(count)
    return String(repeating: " ", count: max(0, count))
  }

  private static func toJSON(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("tojson")
    let indent = try arguments.optional("indent") ?? .none
    try arguments.finish()
    var writer = PythonJSONWriter(
      indentation: try indentation(indent, call), sortsKeys: true,
      limit: call.state.environment.limits.outputBytes)
    try writer.write(value)
    var text = ""
    for character in writer.text.unicodeScalars {
      switch character {
      case "<": text += "\\u003c"
      case ">": text += "\\u003e"
      case "&": text += "\\u0026"
      case "'": text += "\\u0027"
      default: text.unicodeScalars.append(character)
      }
    }
    return .markup(text)
  }
}
