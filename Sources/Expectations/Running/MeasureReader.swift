import Warehouse

/// Asks a session for measures, once each, and counts what it asked.
struct MeasureReader {
  let session: any Session
  let plan: SuitePlan
  private(set) var statements = 0
  private(set) var scans = 0
  /// What was measured of partitions.
  private(set) var measured: [MeasuredPartitions] = []
  private var readings: [Measure: Result<Readings.Reading, DatabaseError>] = [:]
  /// Set when the connection is gone or the run was cancelled: nothing more is asked.
  private var end: DatabaseError?

  init(session: any Session, plan: SuitePlan) {
    self.session = session
    self.plan = plan
  }

  /// Reads the measures of one statement; if it is refused, each of them by itself.
  mutating func read(_ statement: PlannedStatement) {
    if case .judged = statement.measures.first { return readValues(statement) }
    if let native = statement.native { return readRows(statement, native) }
    if let partitions = statement.partitions { return readPartitions(statement, partitions) }
    if statement.isAsked {
      statements += 1
      scans += statement.scans
      return
    }
    switch ask(statement.sql, scans: statement.scans) {
    case .success(let table):
      keep(table, for: statement.measures)
      readUnproven(statement.proofs)
    case .failure(let error)
    where statement.proofs.isEmpty && statement.measures.count == 1 || end != nil:
      for measure in statement.measures { readings[measure] = .failure(error) }
    case .failure: readAlone(statement.measures)
    }
  }

  private mutating func readAlone(_ measures: [Measure]) {
    let builder = StatementBuilder(relation: plan.relation, sql: plan.sql)
    for measure in measures {
      for single in builder.statements(for: [measure]) { read(single) }
    }
  }

  /// Counts the keys of which no proof was found that they do not repeat.
  private mutating func readUnproven(_ proofs: [Measure]) {
    readAlone(
      proofs.filter {
        if case .success(.value(.null)) = readings[$0] { true } else { false }
      })
  }

  /// What was read for `measures`.
  ///
  /// Throws: the error of the first one that could not be read.
  func readings(for measures: [Measure]) throws -> Readings {
    Readings(
      all: try measures.map { measure in
        if case .known(let number) = measure { return .value(.integer(number)) }
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
        try session.inSavepoint { session throws(DatabaseError) in
          try session.query(sql, [], limit: limit)
        })
    } catch {
      if error.kind == .connection || error.kind == .cancelled { end = error }
      return .failure(error)
    }
  }

  /// Streams a column's values through the rules of the statement's measures.
  private mutating func readValues(_ statement: PlannedStatement) {
    var judges = statement.measures.map { measure in
      if case .judged(_, let rule) = measure { ValueJudge(rule) } else { ValueJudge(nil) }
    }
    let outcome = reading(statement) { session throws(DatabaseError) in
      try Self.stream(statement.sql, of: session) { batch in
        for index in judges.indices { judges[index].take(batch) }
      }
    }
    for (measure, judge) in zip(statement.measures, judges) {
      readings[measure] = outcome.map { .table(judge.table) }
    }
  }

  /// Streams the rows through the measures; what it does not understand is left to SQL.
  private mutating func readRows(_ statement: PlannedStatement, _ native: NativePlan) {
    var pass = NativePass(native)
    let sql = plan.sql
    let outcome = reading(statement) { session throws(DatabaseError) in
      guard let condition = try? NativePlan.condition(on: native.relation, sql),
        try !session.query(condition).rows.isEmpty
      else { throw DatabaseError(.statement, "not a table of the usual kind") }
      try Self.stream(statement.sql, of: session) { try pass.take($0) }
    }
    if case .success = outcome {
      for (measure, value) in zip(native.measures, pass.values()) {
        readings[measure] = .success(.value(value))
      }
    } else {
      let builder = StatementBuilder(relation: plan.relation, sql: plan.sql)
      for statement in builder.statements(for: native.measures) { read(statement) }
    }
  }

  /// Puts the measures together; where that is not possible, all rows are read.
  private mutating func readPartitions(_ statement: PlannedStatement, _ read: PartitionRead) {
    let table =
      statement.sql.isEmpty
      ? .success(ResultTable(columns: [], rows: [])) : ask(statement.sql, scans: statement.scans)
    guard case .success(let table) = table, let merged = read.merged(table) else {
      let builder = StatementBuilder(relation: plan.relation, sql: plan.sql)
      for statement in builder.statements(for: statement.measures) { self.read(statement) }
      return
    }
    for (measure, value) in zip(statement.measures, merged.values) {
      readings[measure] = .success(.value(value))
    }
    measured.append(merged.measured)
  }

  private mutating func reading(
    _ statement: PlannedStatement, _ body: (any Session) throws(DatabaseError) -> Void
  ) -> Result<Void, DatabaseError> {
    if let end { return .failure(end) }
    statements += 1
    scans += statement.scans
    do throws(DatabaseError) {
      try session.inSavepoint(body)
      return .success(())
    } catch {
      if error.kind == .connection || error.kind == .cancelled { end = error }
      return .failure(error)
    }
  }

  private static func stream(
    _ sql: String, of session: any Session, _ body: (ColumnBatch) throws -> Void
  ) throws(DatabaseError) {
    do {
      try session.stream(sql, batchSize: 10_000, body)
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw DatabaseError(.statement, "\(error)")
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
