internal import CPostgres
internal import Warehouse

/// A column of a result before any row was read.
struct ResultColumn {
  let description: ColumnDescription
  let type: ServerType
}

extension PostgresSession {
  /// The columns of a statement, which is prepared and not run; empty when it returns no rows.
  func describe(_ sql: String) throws(DatabaseError) -> [ResultColumn] {
    try link.prepare(sql)
    let (names, types) = try link.describePrepared(sql)
    return try describe(names, types)
  }

  func describe(_ names: [String], _ types: [ServerType]) throws(DatabaseError) -> [ResultColumn] {
    try learnNames(of: types)
    return zip(names, types).map { name, type in
      ResultColumn(
        description: ColumnDescription(
          name: name, type: type.knownName ?? typeNames[type] ?? "unknown"),
        type: type)
    }
  }

  /// Asks for the spelling of types that are not built in here, all at once.
  private func learnNames(of types: [ServerType]) throws(DatabaseError) {
    let unknown = Set(types.filter { $0.knownName == nil && typeNames[$0] == nil })
    if unknown.isEmpty { return }
    let pairs = unknown.map { "(\($0.identifier), \($0.modifier))" }.sorted()
    let sql = """
      select t, m, pg_catalog.format_type(t::oid, nullif(m, -1))
      from (values \(pairs.joined(separator: ", "))) as asked (t, m)
      """
    try link.send(sql)
    while let result = link.next() {
      if result.isError { throw link.failure(result, sent: sql, statement: sql) }
      for row in 0..<result.rowCount {
        guard let identifier = result.text(row: row, column: 0).flatMap(UInt32.init),
          let modifier = result.text(row: row, column: 1).flatMap(Int32.init)
        else { continue }
        typeNames[ServerType(identifier, modifier: modifier)] = result.text(row: row, column: 2)
      }
    }
  }
}

extension Link {
  /// Parses and plans `sql` as the unnamed statement.
  func prepare(_ sql: String) throws(DatabaseError) {
    try check(sql)
    guard PQsendPrepare(pointer, "", sql, 0, nil) != 0 else { throw failure(statement: sql) }
    try finish(sql)
  }

  /// Names and types of the unnamed statement's columns.
  func describePrepared(
    _ sql: String
  ) throws(DatabaseError) -> (names: [String], types: [ServerType]) {
    guard PQsendDescribePrepared(pointer, "") != 0 else { throw failure(statement: sql) }
    var names: [String] = []
    var types: [ServerType] = []
    while let result = next() {
      if result.isError { throw failure(result, sent: sql, statement: sql) }
      names = result.columnNames
      types = result.columnTypes
    }
    return (names, types)
  }

  /// Receives the results of a statement whose rows are of no interest.
  private func finish(_ sql: String) throws(DatabaseError) {
    var refusal: DatabaseError?
    while let result = next() {
      if result.isError { refusal = refusal ?? failure(result, sent: sql, statement: sql) }
    }
    if let refusal { throw refusal }
  }
}
