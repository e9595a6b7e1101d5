import Jinja
import PlainData

/// What a tested model sees instead of the project's own macros, variables and environment.
enum UnitTestOverrides {
  static func apply(_ overrides: UnitTest.Overrides, to context: NodeContext) {
    for (name, answer) in overrides.macros { define(name, answer, in: context) }
    if !overrides.vars.isEmpty, let original = context.member(named: "var") {
      context.define("var", .object(OverriddenVariables(overrides.vars, original)))
    }
    if !overrides.environment.isEmpty, let original = context.member(named: "env_var") {
      let environment = overrides.environment
      context.define(
        "env_var",
        .function("env_var") { call in
          if let name = call.arguments.first?.string, let value = environment[name] {
            return .string(Value(value).description)
          }
          return try original.call(call.arguments, state: call.state)
        })
    }
  }

  /// `is_incremental`, or `dbt_utils.star` of a package.
  private static func define(_ name: String, _ answer: PlainValue, in context: NodeContext) {
    // What is no macro is a plain value: `invocation_id`.
    if context.scope.macros.find(name, from: context.facts.package) == nil,
      let original = context.member(named: name), !original.isCallable
    {
      return context.define(name, Value(answer))
    }
    let value = Value.function(name) { _ in Value(answer) }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return context.define(name, value) }
    let original = context.value(for: parts[0])
    context.define(
      parts[0],
      .object(
        NamespaceObject(parts[0]) { member in
          if member == parts[1] { return value }
          return try? original?.object?.attribute(member)
        }))
  }
}

/// `var` with some values replaced.
private final class OverriddenVariables: Object {
  private let values: PlainMap
  private let original: Value

  init(_ values: PlainMap, _ original: Value) {
    self.values = values
    self.original = original
  }

  var typeName: String { "var" }
  var isCallable: Bool { true }

  func call(_ call: Call) throws -> Value {
    if let name = call.arguments.first?.string, let value = values[name] { return Value(value) }
    return try original.call(call.arguments, state: call.state)
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    if name == "has_var", let variable = call.arguments.first?.string, values[variable] != nil {
      return .bool(true)
    }
    return try original.object?.callMethod(name, call)
  }
}
