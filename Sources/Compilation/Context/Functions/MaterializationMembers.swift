import Diagnostics
import Jinja
import PlainData

/// What materialisations use. Whoever runs one sets `sql` and `write` for it (`NodeContext.define`).
enum MaterializationMembers {
  static let members: [String: ContextMember.Answer] = [
    "sql": { Value($0.facts.model["compiled_code"] ?? .null) },
    "compiled_code": { Value($0.facts.model["compiled_code"] ?? .null) },
    "pre_hooks": { .list(hooks($0.config["pre-hook"])) },
    "post_hooks": { .list(hooks($0.config["post-hook"])) },
    "write": { _ in .function("write") { _ in "" } },
    "render": render,
    "defer_relation": { _ in Value.none },
    "submit_python_job": { _ in
      .function("submit_python_job") { call in
        throw Diagnostic(
          code: "not-implemented", "models in Python do not run here", at: call.span)
      }
    },
    "adapter_macro": { _ in
      .function("adapter_macro") { call in
        throw Diagnostic(
          code: "compiler-error", "`adapter_macro` is gone: use `adapter.dispatch`", at: call.span
        ).known(
          as: """
            The "adapter_macro" macro has been deprecated. Use adapter.dispatch to find a macro and call it.
            adapter_macro was called for: \(call.arguments.first?.description ?? "")
            """, "Compilation")
      }
    },
    "try_or_compiler_error": { _ in .function("try_or_compiler_error", tryOrCompilerError) },
    "validation": { _ in .object(NamespaceObject("validation", ["any": .object(ValidatorChoice())]))
    },
  ]

  /// Hooks as dicts of `sql` and `transaction`; one written as JSON says both itself.
  static func hooks(_ config: PlainValue?) -> [Value] {
    let items = config?.list ?? config.map { $0.isNull ? [] : [$0] } ?? []
    return items.enumerated().map { index, item in
      let written = item.string.flatMap { text in
        text.contains("\"transaction\"")
          ? (try? JSON.read(SourceFile(path: "hook", text: text)))?.map : nil
      }
      let map = item.map ?? written
      return .dict([
        ("sql", Value(map?["sql"] ?? item)),
        ("transaction", .bool(map?["transaction"]?.bool ?? true)),
        ("index", .int(index)),
      ])
    }
  }

  /// Renders a text, of a hook say, in the node's own context.
  private static let render: ContextMember.Answer = { context in
    .function("render") { [unowned context] call in
      var arguments = call.binder("render")
      let text = try arguments.required("string").description
      guard text.utf8.contains(UInt8(ascii: "{")) else { return .string(text) }
      let template = try context.scope.environment.compile(SourceFile(path: "hook", text: text))
      return .string(try template.render(context.rendering).text)
    }
  }

  /// `try_or_compiler_error(message, function, …)`: what the function says is replaced by `message`.
  private static func tryOrCompilerError(_ call: Call) throws -> Value {
    var arguments = call.binder("try_or_compiler_error")
    let message = try arguments.required("message_if_exception").description
    let function = try arguments.required("func")
    let rest = arguments.rest()
    do {
      return try function.call(rest, keywords: arguments.restKeywords(), state: call.state)
    } catch is Diagnostic {
      throw Diagnostic(code: "compiler-error", message, at: call.span)
    }
  }
}

/// `validation.any['a', 'b']`: a function that accepts the values listed.
private final class ValidatorChoice: Object {
  var typeName: String { "any" }

  func item(_ key: Value) throws -> Value? {
    let choices = key.items ?? [key]
    return .function("validator") { call in
      var arguments = call.binder("validator")
      let value = try arguments.required("value")
      guard !choices.contains(where: { $0.isEqual(to: value) || $0.isUndefined }) else {
        return .none
      }
      let list = choices.map(\.repr).joined(separator: ", ")
      throw Diagnostic(
        code: "config-value", "Expected value to be one of \(list), got \(value.repr)",
        at: call.span)
    }
  }
}
