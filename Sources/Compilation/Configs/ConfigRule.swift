import Diagnostics
import Jinja
import PlainData
import ProjectLoading

/// Which values a config may have, as dbt checks them when it has merged all levels.
enum ConfigRule {
  private enum Kind {
    case bool, text, integer, mapping, texts, hooks
    case oneOf([String])

    var wanted: String {
      switch self {
      case .bool: "true or false"
      case .text: "a string"
      case .integer: "an integer"
      case .mapping: "a mapping"
      case .texts: "a string or a list of strings"
      case .hooks: "SQL, a mapping with `sql`, or a list of those"
      case .oneOf(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
      }
    }

    /// As JSON schemas name it.
    var schemaType: String {
      switch self {
      case .bool: "boolean"
      case .integer: "integer"
      case .mapping: "object"
      case .text, .texts, .oneOf, .hooks: "string"
      }
    }

    func help(for value: PlainValue) -> [String] {
      guard case .oneOf(let choices) = self, let word = value.string else { return [] }
      return NearMiss.help(for: word, among: choices)
    }

    func holds(_ value: PlainValue) -> Bool {
      switch self {
      case .bool: value.bool != nil
      case .text: value.string != nil
      case .integer: value.int != nil
      case .mapping: value.map != nil
      case .texts: value.string != nil || value.list?.allSatisfy { $0.string != nil } ?? false
      case .oneOf(let choices): value.string.map(choices.contains) ?? false
      case .hooks:
        (value.list ?? [value]).allSatisfy {
          $0.isNull || $0.string != nil || $0["sql"]?.string != nil
        }
      }
    }
  }

  static func violations(of node: Node) -> [Diagnostic] {
    node.config.values.compactMap { key, value in
      guard !value.isNull, let kind = kind(of: key, node.type), !kind.holds(value) else {
        return nil
      }
      if case .oneOf(let choices) = kind, key == "severity",
        choices.contains(value.string?.lowercased() ?? "")
      {
        return nil
      }
      return .wrongConfig(
        key, value, of: node, wanted: kind.wanted, schemaType: kind.schemaType,
        help: kind.help(for: value))
    }
  }

  private static func kind(of key: String, _ type: ResourceType) -> Kind? {
    switch type {
    case .test: tests[key] ?? shared[key]
    case .snapshot: snapshots[key] ?? relations[key] ?? shared[key]
    case .model, .seed, .function, .swiftModel: relations[key] ?? shared[key]
    default: shared[key]
    }
  }

  private static let shared: [String: Kind] = [
    "enabled": .bool, "tags": .texts, "meta": .mapping, "alias": .text, "group": .text,
  ]

  private static let relations: [String: Kind] = [
    "materialized": .text, "incremental_strategy": .text, "persist_docs": .mapping,
    "column_types": .mapping, "full_refresh": .bool, "on_schema_change": .text,
    "on_configuration_change": .oneOf(["apply", "continue", "fail"]), "grants": .mapping,
    "docs": .mapping, "contract": .mapping, "concurrent_batches": .bool, "quoting": .mapping,
    "pre-hook": .hooks, "post-hook": .hooks,
    "on_error": .oneOf(["skip_children", "continue"]), "delimiter": .text,
  ]

  private static let snapshots: [String: Kind] = [
    "strategy": .text, "updated_at": .text, "snapshot_meta_column_names": .mapping,
    "hard_deletes": .oneOf(["ignore", "invalidate", "new_record"]),
  ]

  private static let tests: [String: Kind] = [
    "severity": .oneOf(["error", "warn"]), "limit": .integer, "store_failures": .bool,
    "store_failures_as": .text, "fail_calc": .text,
    "warn_if": .text, "error_if": .text, "where": .text,
  ]
}

extension Node {
  /// Where a config is written, as far as YAML says it; else the node's own place.
  func place(ofConfig key: String) -> Span? {
    placeInTemplate(ofConfig: key)
      ?? properties?.shared.config.last { MergeRule.canonicalName(of: $0.name) == key }?.span
      ?? span
  }

  /// The value in a `config()` of the file, which is read again for it: nobody asks but an error.
  private func placeInTemplate(ofConfig key: String) -> Span? {
    guard case .template(let template, _) = body else { return nil }
    let arguments = template.staticCalls(to: ["config"]).flatMap(\.arguments)
    return arguments.last { $0.name.map(MergeRule.canonicalName) == key }?.span
  }

  /// dbt's words for where a problem is: `Compilation Error in model orders (models/orders.sql)`.
  func searchHeading(_ kind: String) -> String {
    "\(kind) Error in \(type.dbtName) \(name) (\(file.path))"
  }
}

extension Node {
  /// dbt calls a wrong config of these a parsing error.
  fileprivate var isWrittenInSQL: Bool {
    switch body {
    case .template, .function: true
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static func wrongConfig(
    _ key: String, _ value: PlainValue, of node: Node, wanted: String, schemaType: String,
    help: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "config-value", "the config `\(key)` of `\(node.name)` is \(wanted)",
      at: node.place(ofConfig: key), help: help
    ).known(
      as:
        "\(node.searchHeading(node.isWrittenInSQL ? "Parsing" : "Compilation"))\n  at path ['\(key)']: \(Value(value).repr) is not of type '\(schemaType)'",
      nil)
  }
}
