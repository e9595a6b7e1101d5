import Diagnostics
import Jinja
import PlainData

/// `config`: called to set configs while parsing, asked for them while running.
final class ConfigObject: Object {
  private let context: NodeContext

  init(_ context: NodeContext) {
    self.context = context
  }

  var typeName: String { "config" }
  var isCallable: Bool { true }
  var memberNames: [String] {
    ["get", "meta_get", "persist_column_docs", "persist_relation_docs", "require", "set"]
  }

  /// `config(materialized='table', …)` or `config({'materialized': 'table'})`; prints nothing.
  func call(_ call: Call) throws -> Value {
    var values = PlainMap()
    for argument in call.arguments {
      guard let dict = argument.dict else {
        throw Diagnostic(
          code: "type-error",
          "`config` takes keyword arguments or one mapping, not `\(argument.typeName)`")
      }
      for (key, value) in dict.pairs { values[key.string ?? ""] = try value.plain() }
    }
    for (name, value) in call.keywords {
      if case .undefined(let undefined) = value { throw undefined.diagnosticOfText }
      values[name] = try value.plain()
    }
    for key in values.keys {
      let name = MergeRule.canonicalName(of: key)
      guard name == key || values[name] == nil else {
        throw Diagnostic.conflict(key, name, call.span)
      }
    }
    context.collect(config: values)
    return .string("")
  }

  func attribute(_ name: String) throws -> Value? {
    name == "model" ? context.value(for: "model") : nil
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "get": try get(call)
    case "require": try require(call)
    case "set": try set(call)
    case "meta_get": try metaGet(call)
    case "persist_relation_docs": .bool(persists("relation"))
    case "persist_column_docs": .bool(persists("columns"))
    default: nil
    }
  }

  private func get(_ call: Call) throws -> Value {
    var arguments = call.binder("config.get")
    let key = try arguments.string("name")
    let fallback = try arguments.optional("default") ?? Value.none
    _ = try arguments.optional("validator")
    if key == "snapshot_table_column_names", context.facts.type == .snapshot {
      return Value(.map(SnapshotColumns.names(context.config["snapshot_meta_column_names"]?.map)))
    }
    guard let value = context.config[MergeRule.canonicalName(of: key)], !value.isNull else {
      return fallback
    }
    return Value(value)
  }

  private func require(_ call: Call) throws -> Value {
    var arguments = call.binder("config.require")
    let key = try arguments.string("name")
    if let value = context.config[MergeRule.canonicalName(of: key)], !value.isNull {
      return Value(value)
    }
    guard context.isExecuting else { return .string("") }
    throw Diagnostic(
      code: "config-required", "`\(context.facts.name)` does not set the required config `\(key)`",
      help: NearMiss.help(for: key, among: context.config.values.keys))
  }

  private func set(_ call: Call) throws -> Value {
    var arguments = call.binder("config.set")
    let key = try arguments.string("name")
    context.collect(config: [key: try arguments.required("value").plain()])
    return .string("")
  }

  private func metaGet(_ call: Call) throws -> Value {
    var arguments = call.binder("config.meta_get")
    let key = try arguments.string("name")
    let fallback = try arguments.optional("default") ?? Value.none
    return context.config.meta[key].map { Value($0) } ?? fallback
  }

  private func persists(_ what: String) -> Bool {
    context.config["persist_docs"]?[what]?.bool ?? false
  }
}

extension Diagnostic {
  /// One config under both of its names.
  fileprivate static func conflict(_ one: String, _ other: String, _ span: Span?) -> Diagnostic {
    let message = "Invalid config, has conflicting keys \"\(one)\" and \"\(other)\""
    return Diagnostic(code: "config-conflict", message, at: span, help: ["keep one of them"])
      .known(as: message, "Compilation")
  }
}
