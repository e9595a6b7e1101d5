import Warehouse

extension Plan {
  /// A new table `relation` with the model's rows.
  func createTable(_ relation: Relation) -> [Step] {
    switch facts.rows {
    case .query(let sql, let header):
      if let contract = facts.tableOptions.contract {
        return createTable(relation, contract, from: sql, header: header)
      }
      let statement: SQL = "create \(unlogged)table \(relation) as\n\(body: sql)"
      return [
        .execute(withHeader(header, statement), .createTableAs(relation, isTemporary: false))
      ]
    case .appended(let columns):
      let definition =
        facts.tableOptions.contract.map { $0.definition(dialect) }
        ?? columns.map(\.definition).joined(by: ",\n  ")
      return [
        .execute(
          "create \(unlogged)table \(relation) (\n  \(definition)\n)", .createTable(relation)),
        .append(to: relation, columns: columns),
      ]
    }
  }

  /// A temporary table with the model's rows.
  func createTemporaryTable(_ relation: Relation) -> [Step] {
    switch facts.rows {
    case .query(let sql, let header):
      let statement: SQL = "create temporary table \(relation) as\n\(body: sql)"
      return [.execute(withHeader(header, statement), .createTableAs(relation, isTemporary: true))]
    case .appended(let columns):
      let definition = columns.map(\.definition).joined(by: ",\n  ")
      return [
        .execute(
          "create temporary table \(relation) (\n  \(definition)\n)", .createTable(relation)),
        .append(to: relation, columns: columns),
      ]
    }
  }

  func withHeader(_ header: String?, _ statement: SQL) -> SQL {
    header.map { "\(unsafe: $0)\n" + statement } ?? statement
  }

  private var unlogged: SQL {
    facts.tableOptions.isUnlogged && features.contains(.concurrentWriters) ? "unlogged " : ""
  }

  /// The contract's columns are created first, so that its constraints hold from the first row.
  private func createTable(
    _ relation: Relation, _ contract: Contract, from sql: String, header: String?
  ) -> [Step] {
    let columns = contract.columns.map { "\(name: $0.name)" as SQL }.joined(by: ", ")
    let create: SQL =
      "create \(unlogged)table \(relation) (\n  \(contract.definition(dialect))\n)"
    let insert: SQL = """
      insert into \(relation) (\(columns))
      select \(columns) from (
      \(body: sql)
      ) as model_rows
      """
    let check = contract.check(sql, dialect: dialect)
    return [
      .ask(check.questions, then: check.steps), .execute(create, .createTable(relation)),
      .execute(withHeader(header, insert), .insertRows(into: relation)),
    ]
  }
}

extension ColumnDescription {
  /// `"name" type`
  var definition: SQL { type.isEmpty ? "\(name: name)" : "\(name: name) \(unsafe: type)" }
}
