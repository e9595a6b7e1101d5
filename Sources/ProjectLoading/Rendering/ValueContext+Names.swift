import Diagnostics
import Jinja
import PlainData

extension ValueContext {
  /// Jinja with dbt's conversions; names that nobody defines are errors.
  func environment(names globals: [String: Global]) -> Environment {
    var environment = Environment()
    environment.undefined = .strict
    ConversionFilters.install(in: &environment)
    environment.globals.merge(globals) { $1 }
    return environment.noting(reads)
  }

  /// The names of one rendering.
  var names: [String: Value] {
    var names: [String: Value] = [
      "env_var": .function("env_var", environmentVariable),
      "var": .object(VariableFunction(self)),
    ]
    if let target { names["target"] = Value(.map(target)) }
    if let projectName { names["project_name"] = .string(projectName) }
    return names
  }

  private func environmentVariable(_ call: Call) throws -> Value {
    var arguments = call.binder("env_var")
    let name = try arguments.string("var")
    let fallback = try arguments.optional("default")
    try arguments.finish()
    // Secrets are read where the result is looked at each time anew.
    if !allowsSecrets { reads.noteVariable(name) }
    if let fallback, !fallback.isNone, environment[name] == nil { return fallback }
    return Value(try environmentVariable(name, default: nil))
  }
}

/// `var('name', default)` and `var.has_var('name')`.
private final class VariableFunction: Object {
  private let context: ValueContext

  init(_ context: ValueContext) {
    self.context = context
  }

  var typeName: String { "var" }
  var isCallable: Bool { true }

  func call(_ call: Call) throws -> Value {
    var arguments = call.binder("var")
    let name = try arguments.string("name")
    let fallback = try arguments.optional("default")
    try arguments.finish()
    if let fallback, context.variables[name] == nil { return fallback }
    return Value(try context.variable(name, default: nil))
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    guard name == "has_var" else { return nil }
    var arguments = call.binder("has_var")
    let variable = try arguments.string("var_name")
    try arguments.finish()
    return .bool(context.variables[variable] != nil)
  }
}
