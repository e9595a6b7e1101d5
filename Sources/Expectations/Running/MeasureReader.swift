import Warehouse

/// Asks a session for measures, once each, and counts what it asked.
struct MeasureReader {
  let session: any Session
  let plan: SuitePlan
  private(set) var statements = 0
  private(set) var scans = 0
  private var readings: [Measure: Result<Readings.Reading, DatabaseError>] = [:]
  /// Set when the connection is gone or the run was cancelled: nothing more is asked.
  private var end: DatabaseError?

  init(session: any Session, plan: SuitePlan) {
    self.session = session
    self.plan = plan
  }

  /// Reads the measures of one statement; if it is refused, each of them by itself.
  mutating func read(_ statement: PlannedStatement) {
    switch ask(statement.sql, scans: statement.scans) {
    case .success(let table): keep(table, for: statement.measures)
    case .failure(let error) where statement.measures.count == 1 || end != nil:
      for measure in statement.measures { readings[measure] = .failure(error) }
    case .failure:
      let builder = StatementBuilder(relation: plan.relation, sql: plan.sql)
      for measure in statement.measures {
        for single in builder.statements(for: [measure]) { read(single) }
      }
    }
  }

  /// What was read for `measures`.
  ///
  /// Throws: the error of the first one that could not be read.
  func readings(for measures: [Measure]) throws -> Readings {
    Readings(
      all: try measures.map { measure in
        guard let reading = readings[measure] else {
          throw DatabaseError(.statement, "not measured")
        }
        return try reading.get()
      })
  }

  /// Runs one statement, in a savepoint when a transaction is open.
  mutating func ask(_ sql: String, scans: Int, limit: Int? = nil) -> Result<
    ResultTable, DatabaseError
  > {
    if let end { return .failure(end) }
    statements += 1
    self.scans += scans
    do throws(DatabaseError) {
      return .success(
        try guarded { session throws(DatabaseError) in
          try session.query(sql, [], limit: limit)
        })
    } catch {
      if error.kind == .connection || error.kind == .cancelled { end = error }
      return .failure(error)
    }
  }

  private func guarded(_ body: (any Session) throws(DatabaseError) -> ResultTable)
    throws(DatabaseError) -> ResultTable
  {
    guard session.isInTransaction else { return try body(session) }
    try session.execute("SAVEPOINT expectation")
    do throws(DatabaseError) {
      let table = try body(session)
      try session.execute("RELEASE SAVEPOINT expectation")
      return table
    } catch {
      try session.execute("ROLLBACK TO SAVEPOINT expectation")
      try session.execute("RELEASE SAVEPOINT expectation")
      throw error
    }
  }

  private mutating func keep(_ table: ResultTable, for measures: [Measure]) {
    for (index, measure) in measures.enumerated() {
      if case .query = measure {
        readings[measure] = .success(.table(table))
      } else {
        readings[measure] = .success(.value(table.rows.first?[index] ?? .null))
      }
    }
  }
}
