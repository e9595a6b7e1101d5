import Diagnostics
import PlainData
import ProjectLoading

/// What a snapshot must say so that its history can be kept.
enum SnapshotRule {
  static func violations(of node: Node) -> [Diagnostic] {
    guard node.type == .snapshot else { return [] }
    let config = node.config
    if config.string("materialized") ?? "snapshot" != "snapshot" {
      return [
        .snapshot(
          node, "a snapshot keeps the materialization `snapshot`",
          "A snapshot must have a materialized value of 'snapshot'")
      ]
    }
    guard let strategy = config.string("strategy"), isSet(config["unique_key"]) else {
      return [
        .snapshot(
          node, "a snapshot has a `strategy` and a `unique_key`",
          "Snapshots must be configured with a 'strategy' and 'unique_key'.")
      ]
    }
    switch strategy {
    case "check": return check(node)
    case "timestamp": return timestamp(node)
    default: return []
    }
  }

  private static func check(_ node: Node) -> [Diagnostic] {
    guard let columns = node.config["check_cols"], isSet(columns) else {
      return [
        .snapshot(
          node, "a snapshot with the strategy `check` names its `check_cols`",
          "A snapshot configured with the check strategy must specify a check_cols configuration.")
      ]
    }
    guard let text = columns.string, text != "all" else { return [] }
    return [
      .snapshot(
        node, "`check_cols` is `all` or a list of columns",
        "Invalid value for 'check_cols': \(text). Expected 'all' or a list of strings.")
    ]
  }

  private static func timestamp(_ node: Node) -> [Diagnostic] {
    if !isSet(node.config["updated_at"]) {
      return [
        .snapshot(
          node, "a snapshot with the strategy `timestamp` names its `updated_at`",
          "A snapshot configured with the timestamp strategy must specify an updated_at configuration."
        )
      ]
    }
    guard isSet(node.config["check_cols"]) else { return [] }
    return [
      .snapshot(
        node, "`check_cols` has no meaning with the strategy `timestamp`",
        "A 'timestamp' snapshot should not have 'check_cols'")
    ]
  }

  private static func isSet(_ value: PlainValue?) -> Bool {
    switch value {
    case nil, .null?: false
    case .string(let text)?: !text.isEmpty
    case .list(let items)?: !items.isEmpty
    default: true
    }
  }
}

/// What a model that is built batch by batch must say.
enum MicrobatchRule {
  static func violations(of node: Node) -> [Diagnostic] {
    let config = node.config
    guard node.type == .model, config.materialized == "incremental",
      config.string("incremental_strategy") == "microbatch"
    else { return [] }
    var problems: [Diagnostic] = []
    func refuse(_ key: String, _ wanted: String, _ kind: String) {
      problems.append(.microbatch(node, key, wanted, kind))
    }
    if config.string("event_time") == nil { refuse("event_time", "the name of a column", "string") }
    if config.string("begin").map(isTimestamp) != true {
      refuse("begin", "a point in time", "datetime")
    }
    let sizes = ["hour", "day", "month", "year"]
    if !sizes.contains(config.string("batch_size") ?? "") {
      refuse("batch_size", "`hour`, `day`, `month` or `year`", "one of \(sizes)")
    }
    if let lookback = config["lookback"], !lookback.isNull, lookback.int == nil {
      refuse("lookback", "an integer", "int")
    }
    return problems
  }

  /// `2020-01-01`, with or without a time of day.
  private static func isTimestamp(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
    return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }
}

extension Diagnostic {
  fileprivate static func snapshot(
    _ node: Node, _ message: String, _ searchText: String
  ) -> Diagnostic {
    Diagnostic(
      code: "snapshot-config", "\(message), and `\(node.name)` does not", at: node.span
    ).known(as: searchText, nil)
  }

  fileprivate static func microbatch(
    _ node: Node, _ key: String, _ wanted: String, _ kind: String
  ) -> Diagnostic {
    Diagnostic(
      code: "microbatch-config",
      "`\(node.name)` is built in batches, and its config `\(key)` is \(wanted)",
      at: node.place(ofConfig: key)
    ).known(
      as: "Microbatch model '\(node.name)' must provide a '\(key)' config of type \(kind)",
      "Parsing")
  }
}
