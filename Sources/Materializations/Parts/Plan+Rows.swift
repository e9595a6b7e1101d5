import Warehouse

extension Plan {
  /// A new table `relation` with the model's rows.
  func createTable(_ relation: Relation) -> [Step] {
    switch facts.rows {
    case .query(let sql, let header):
      if let contract = facts.tableOptions.contract {
        return createTable(relation, contract, from: sql, header: header)
      }
      let statement: SQL = "create \(unlogged)table \(relation) \(asQuery(sql))"
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
      let statement: SQL = "create temporary table \(relation) \(asQuery(sql))"
      let check = facts.tableOptions.contract?.check(sql, header: header, dialect: dialect) ?? []
      return check
        + [.execute(withHeader(header, statement), .createTableAs(relation, isTemporary: true))]
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
    let create: SQL =
      "create \(unlogged)table \(relation) (\n  \(contract.definition(dialect))\n)"
    let insert: SQL = """
      insert into \(relation) (\(contract.columnList))
      \(open)select \(contract.columnList)
      from (
      \(body: sql)
      ) as model_subq\(close)
      """
    return contract.check(sql, header: header, dialect: dialect) + [
      .execute(withHeader(header, create), .createTable(relation)),
      .execute(insert, .insertRows(into: relation)),
    ]
  }

  /// Parentheses around a query as dbt writes them; SQLite takes none there.
  var open: SQL { features.contains(.cascade) ? "(" : "" }
  var close: SQL { features.contains(.cascade) ? ")" : "" }

  /// A model's query as the whole of a new relation.
  func asQuery(_ sql: String) -> SQL {
    features.contains(.cascade) ? "as (\n\(body: sql)\n)" : "as\n\(body: sql)"
  }
}

extension ColumnDescription {
  /// `"name" type`
  var definition: SQL { type.isEmpty ? "\(name: name)" : "\(name: name) \(unsafe: type)" }
}
