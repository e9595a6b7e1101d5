import Diagnostics
import PlainData
import Warehouse

/// What a model that is built batch by batch must say, in dbt's words where tools look for them.
enum MicrobatchRule {
  /// Errors of its configs; a warning where no input can be cut into batches.
  static func violations(of node: Node, in nodes: NodeTable) -> [Diagnostic] {
    let config = node.config
    guard node.type == .model, config.materialized == "incremental",
      config.string("incremental_strategy") == "microbatch"
    else { return [] }
    var problems: [Diagnostic] = []
    func refuse(_ key: String, _ wanted: String, _ words: String) {
      problems.append(.microbatch(node, key, wanted, words))
    }
    if config.string("event_time") == nil {
      refuse(
        "event_time", "the name of a column",
        "must provide an 'event_time' (string) config that indicates the name of the event time column."
      )
    }
    let begin = text(config["begin"])
    if begin.flatMap(CivilTime.timestamp(of:)) == nil {
      refuse(
        "begin", "a point in time",
        begin.map {
          "must provide a 'begin' config of valid datetime (ISO format), but got: \($0)."
        }
          ?? "must provide a 'begin' (datetime) config that indicates the earliest timestamp the microbatch model should be built from."
      )
    }
    let sizes = ["hour", "day", "month", "year"]
    if !sizes.contains(config.string("batch_size") ?? "") {
      let list = sizes.map { "'\($0)'" }.joined(separator: ", ")
      refuse(
        "batch_size", "`hour`, `day`, `month` or `year`",
        "must provide a 'batch_size' config that is one of [\(list)], but got: \(text(config["batch_size"]) ?? "None")."
      )
    }
    if let lookback = config["lookback"], !lookback.isNull, lookback.int == nil {
      refuse(
        "lookback", "an integer",
        "must provide the optional 'lookback' config as type int, but got: \(pythonType(of: lookback)))."
      )
    }
    let isFiltered = node.dependsOn.contains { nodes[$0]?.config.string("event_time") != nil }
    if !isFiltered { problems.append(.unfiltered(node)) }
    return problems
  }

  private static func text(_ value: PlainValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    return value.string ?? JSON.text(value)
  }

  private static func pythonType(of value: PlainValue) -> String {
    let name =
      switch value {
      case .string: "str"
      case .double: "float"
      case .bool: "bool"
      case .list: "list"
      case .map: "dict"
      default: "NoneType"
      }
    return "<class '\(name)'>"
  }
}

extension Diagnostic {
  fileprivate static func microbatch(
    _ node: Node, _ key: String, _ wanted: String, _ words: String
  ) -> Diagnostic {
    Diagnostic(
      code: "microbatch-config",
      "`\(node.name)` is built in batches, and its config `\(key)` is \(wanted)",
      at: node.place(ofConfig: key)
    ).known(as: "Microbatch model '\(node.name)' \(words)", "Parsing")
  }

  fileprivate static func unfiltered(_ node: Node) -> Diagnostic {
    Diagnostic(
      .warning, code: "microbatch-inputs",
      "The microbatch model '\(node.name)' has no 'ref' or 'source' input with an 'event_time' configuration.\nThis means no filtering can be applied and can result in unexpected duplicate records in the resulting microbatch model.",
      at: node.span)
  }
}
