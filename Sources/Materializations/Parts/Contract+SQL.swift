import Warehouse

extension Contract {
  /// The columns and constraints between the parentheses of `create table`.
  func definition(_ dialect: any Dialect) -> SQL {
    let columns = columns.map { column in
      ([ColumnDescription(name: column.name, type: column.type).definition]
        + column.constraints.map(\.inline)).joined(by: " ")
    }
    return (columns + constraints.map(\.ofTable)).joined(by: ",\n  ")
  }
}

extension Constraint {
  /// As it stands behind a column's type.
  fileprivate var inline: SQL {
    switch rule {
    case .notNull: "\(prefix)not null"
    case .unique: "\(prefix)unique"
    case .primaryKey: "\(prefix)primary key"
    case .check(let condition): "\(prefix)check (\(unsafe: condition))"
    case .foreignKey(let relation, let columns):
      "\(prefix)references \(relation)\(list(columns))"
    case .foreignKeyExpression(let expression): "\(prefix)references \(unsafe: expression)"
    case .custom(let sql): "\(prefix)\(unsafe: sql)"
    }
  }

  /// As it stands after the columns.
  fileprivate var ofTable: SQL {
    switch rule {
    // PostgreSQL and SQLite know it for columns only; a check says the same of several.
    case .notNull:
      "\(prefix)check (\(columns.map { "\(name: $0) is not null" as SQL }.joined(by: " and ")))"
    case .unique: "\(prefix)unique\(list(columns))"
    case .primaryKey: "\(prefix)primary key\(list(columns))"
    case .check(let condition): "\(prefix)check (\(unsafe: condition))"
    case .foreignKey(let relation, let others):
      "\(prefix)foreign key\(list(columns)) references \(relation)\(list(others))"
    case .foreignKeyExpression(let expression):
      "\(prefix)foreign key\(list(columns)) references \(unsafe: expression)"
    case .custom(let sql): "\(prefix)\(unsafe: sql)"
    }
  }

  private var prefix: SQL { name.map { "constraint \(name: $0) " } ?? "" }

  private func list(_ columns: [String]) -> SQL {
    columns.isEmpty ? "" : " (\(columns.map { "\(name: $0)" as SQL }.joined(by: ", ")))"
  }
}
