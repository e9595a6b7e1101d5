import Warehouse

extension SuitePlan {
  /// What `--plan` prints: how many statements and scans, and the statements.
  ///
  ///     suite staging_readings on staging.stg_readings: 12 expectations, 2 statements, 2 scans
  ///
  ///     -- 1 scan
  ///     SELECT count(*) AS m0, …
  package var text: String {
    let head =
      "suite \(suite.name) on \(relation.schema).\(relation.identifier): "
      + [
        Self.count(suite.expectations.count, "expectation"),
        Self.count(statements.count { !$0.sql.isEmpty }, "statement"),
        Self.count(scanCount, "scan"),
      ].joined(separator: ", ")
    let parts = statements.map { statement in
      let note = statement.note.map { "; \($0)" } ?? ""
      return "-- \(Self.count(statement.scans, "scan"))\(note)"
        + (statement.sql.isEmpty ? "" : "\n\(statement.sql);")
    }
    return ([head] + parts).joined(separator: "\n\n")
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
