import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// `return`, `log`, `print`, `env_var`: what steers a template and talks to people.
enum ControlFunctions {
  static let members: [String: ContextMember.Answer] = [
    "return": { _ in returning }, "log": log, "print": print, "env_var": environmentVariable,
  ]

  static var returning: Value {
    .function("return") { call in
      var arguments = call.binder("return")
      let data = try arguments.required("data")
      try arguments.finish()
      throw MacroReturn(data)
    }
  }

  static func log(_ context: NodeContext) -> Value {
    .function("log") { call in
      var arguments = call.binder("log")
      let text = try arguments.required("msg").description
      let isForEveryone = try arguments.bool("info", default: false)
      try arguments.finish()
      context.say(isForEveryone ? .info(text) : .debug(text))
      return .string("")
    }
  }

  static func print(_ context: NodeContext) -> Value {
    .function("print") { call in
      var arguments = call.binder("print")
      let text = try arguments.required("msg").description
      try arguments.finish()
      let isWanted = context.scope.invocation.flags["PRINT"]?.bool ?? true
      if isWanted { context.say(.printed(text)) }
      return .string("")
    }
  }

  static func environmentVariable(_ context: NodeContext) -> Value {
    .function("env_var") { call in
      var arguments = call.binder("env_var")
      let name = try arguments.string("var")
      let fallback = try arguments.optional("default").flatMap { $0.isNone ? nil : $0 }
      if name.hasPrefix("DBT_ENV_SECRET_") {
        throw Diagnostic(
          code: "secret-env-var",
          "`\(name)` is secret: only profiles.yml and packages.yml may use it", at: call.span)
      }
      context.scope.invocation.reads.noteVariable(name)
      if let value = context.scope.invocation.environment[name] { return .string(value) }
      if let fallback { return fallback.isNone ? .string("None") : .string(fallback.description) }
      throw Diagnostic(
        code: "undefined-env-var", "environment variable `\(name)` is required but not set",
        at: call.span)
    }
  }
}
