import Diagnostics
import Jinja

/// `return`, `log`, `print`, `env_var`, `exceptions`: what steers a template and talks to people.
enum ControlFunctions {
  static var returning: Value {
    .function("return") { call in
      var arguments = call.binder("return")
      throw MacroReturn(try arguments.optional("data") ?? Value.none)
    }
  }

  static func log(_ context: NodeContext) -> Value {
    .function("log") { call in
      var arguments = call.binder("log")
      let text = try arguments.required("msg").description
      let isForEveryone = try arguments.bool("info", default: false)
      context.access?.log(text, isForEveryone)
      return .string("")
    }
  }

  static func print(_ context: NodeContext) -> Value {
    .function("print") { call in
      var arguments = call.binder("print")
      let text = try arguments.required("msg").description
      context.access?.log(text, true)
      return .string("")
    }
  }

  static func environmentVariable(_ context: NodeContext) -> Value {
    .function("env_var") { call in
      var arguments = call.binder("env_var")
      let name = try arguments.string("var")
      let fallback = try arguments.optional("default")
      if name.hasPrefix("DBT_ENV_SECRET_") {
        throw Diagnostic(
          code: "secret-env-var",
          "`\(name)` is secret: only profiles.yml and packages.yml may use it", at: call.span)
      }
      if let value = context.scope.invocation.environment[name] { return .string(value) }
      if let fallback { return fallback.isNone ? .string("None") : .string(fallback.description) }
      throw Diagnostic(
        code: "undefined-env-var", "environment variable `\(name)` is required but not set",
        at: call.span)
    }
  }

  static func exceptions(_ context: NodeContext) -> Value {
    .object(
      NamespaceObject("exceptions") { name in
        switch name {
        case "raise_compiler_error": raising("compiler-error", context)
        case "raise_database_error": raising("database-error", context)
        case "raise_not_implemented": raising("not-implemented", context)
        case "raise_contract_error": raising("contract-error", context)
        case "raise_fail_fast_error": raising("fail-fast-error", context)
        case "raise_dependency_error": raising("dependency-error", context)
        case "warn": warning(context)
        default: nil
        }
      })
  }

  private static func raising(_ code: String, _ context: NodeContext) -> Value {
    .function(code) { call in
      let text = call.arguments.first?.description ?? call.keyword("msg")?.description ?? ""
      throw Diagnostic(code: code, text, at: call.span)
    }
  }

  private static func warning(_ context: NodeContext) -> Value {
    .function("warn") { call in
      var arguments = call.binder("warn")
      context.access?.log("warning: " + (try arguments.required("msg").description), true)
      return .string("")
    }
  }
}
