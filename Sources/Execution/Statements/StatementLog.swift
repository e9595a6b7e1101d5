import Compilation
import PlainData
import ProjectLoading

/// Tells the log which statements run, as dbt does with `SQLQuery` and `SQLQueryStatus`.
struct StatementLog: Sendable {
  /// Who runs them: a node's unique id, `master`.
  let connection: String
  /// The name of the thread.
  let thread: String?
  let sink: any EventSink
  /// What dbt's events say of the node.
  private let node: Node?

  init(connection: String, thread: String? = nil, node: Node? = nil, sink: any EventSink) {
    self.connection = connection
    self.thread = thread
    self.sink = sink
    self.node = node
  }

  /// Returns when the statement began.
  func began(_ sql: String) -> Timestamp {
    sink.emit(
      .entry(
        LogEntry(
          "SQLQuery", "E016", .debug, "On \(connection): \(sql)",
          data: [
            "conn_name": .string(connection), "sql": .string(sql), "node_info": .map(info),
          ], thread: thread)))
    return Timestamp.now()
  }

  func ended(_ status: String, since start: Timestamp) {
    let seconds = Timestamp.now().seconds(since: start)
    let thousandths = Int((seconds * 1000).rounded())
    let digits = String(thousandths % 1000)
    let padded = String(repeating: "0", count: 3 - digits.count) + digits
    sink.emit(
      .entry(
        LogEntry(
          "SQLQueryStatus", "E017", .debug,
          "SQL status: \(status) in \(thousandths / 1000).\(padded) seconds",
          data: [
            "status": .string(status), "elapsed": .double(seconds), "node_info": .map(info),
          ], thread: thread)))
  }

  private var info: PlainMap {
    guard let node else { return PlainMap() }
    return [
      "unique_id": .string(node.uniqueID), "node_name": .string(node.name),
      "resource_type": .string(node.type.dbtName),
      "materialized": .string(node.config.materialized), "node_status": "executing",
      "node_path": .string(node.file.resourcePath),
    ]
  }
}
