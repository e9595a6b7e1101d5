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

extension Diagnostic {
  fileprivate static func snapshot(
    _ node: Node, _ message: String, _ searchText: String
  ) -> Diagnostic {
    Diagnostic(
      code: "snapshot-config", "\(message), and `\(node.name)` does not", at: node.span
    ).known(as: searchText, nil)
  }
}
