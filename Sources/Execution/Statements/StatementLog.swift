import PlainData

/// Tells the log which statements run, as dbt does with `SQLQuery` and `SQLQueryStatus`.
struct StatementLog: Sendable {
  /// Who runs them: a node's unique id, `master`.
  let connection: String
  let sink: any EventSink

  /// Returns when the statement began.
  func began(_ sql: String) -> Timestamp {
    sink.emit(.message(.debug, "On \(connection): \(sql)"))
    return Timestamp.now()
  }

  func ended(_ status: String, since start: Timestamp) {
    let seconds = Timestamp.now().seconds(since: start)
    let thousandths = Int((seconds * 1000).rounded())
    let digits = String(thousandths % 1000)
    let padded = String(repeating: "0", count: 3 - digits.count) + digits
    sink.emit(
      .message(.debug, "SQL status: \(status) in \(thousandths / 1000).\(padded) seconds"))
  }
}
