import Warehouse

extension Contract {
  /// The columns and constraints between the parentheses of `create table`.
  func definition(_ dialect: any Dialect) -> SQL {
    let columns = columns.map { column in
      (["\(column.sqlName) \(unsafe: column.type)" as SQL] + column.constraints.map(\.inline))
        .joined(by: " ")
    }
    return (columns + constraints.map(ofTable)).joined(by: ",\n  ")
  }

  /// The names of the columns, in the order of the contract.
  var columnList: SQL { columns.map(\.sqlName).joined(by: ", ") }

  /// As a constraint stands after the columns.
  private func ofTable(_ constraint: Constraint) -> SQL {
    let prefix = constraint.prefix
    let columns = list(constraint.columns)
    switch constraint.rule {
    // PostgreSQL and SQLite know it for columns only; a check says the same of several.
    case .notNull:
      let conditions = constraint.columns.map { "\(name($0)) is not null" as SQL }
      return "\(prefix)check (\(conditions.joined(by: " and ")))"
    case .unique: return "\(prefix)unique\(constraint.suffix)\(columns)"
    case .primaryKey: return "\(prefix)primary key\(constraint.suffix)\(columns)"
    case .check(let condition): return "\(prefix)check (\(unsafe: condition))"
    case .foreignKey(let relation, let others):
      return
        "\(prefix)foreign key\(columns) references \(unsafe: relation)\(Constraint.list(others))"
    case .foreignKeyExpression(let expression):
      return "\(prefix)foreign key\(columns) references \(unsafe: expression)"
    case .custom(let sql): return "\(prefix)\(unsafe: sql)"
    }
  }

  private func list(_ names: [String]) -> SQL {
    names.isEmpty ? "" : " (\(names.map(name).joined(by: ", ")))"
  }

  private func name(_ name: String) -> SQL {
    columns.first { $0.name == name }?.sqlName ?? .written(name)
  }
}

extension ContractColumn {
  /// As dbt writes it: bare, so that the database may change its case, unless it is to be quoted.
  var sqlName: SQL { isQuoted ? "\(name: name)" : .written(name) }
}

extension SQL {
  /// A name as the user wrote it; in quotes where it could not stand without.
  static func written(_ name: String) -> SQL {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x5F || byte == 0x22
    }
    let startsWithDigit = name.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    return isPlain && !startsWithDigit ? "\(unsafe: name)" : "\(name: name)"
  }
}

extension Constraint {
  /// As it stands behind a column's type.
  fileprivate var inline: SQL {
    switch rule {
    case .notNull: "\(prefix)not null\(suffix)"
    case .unique: "\(prefix)unique\(suffix)"
    case .primaryKey: "\(prefix)primary key\(suffix)"
    case .check(let condition): "\(prefix)check (\(unsafe: condition))"
    case .foreignKey(let relation, let columns):
      "\(prefix)references \(unsafe: relation)\(Self.list(columns))"
    case .foreignKeyExpression(let expression): "\(prefix)references \(unsafe: expression)"
    case .custom(let sql): "\(prefix)\(unsafe: sql)"
    }
  }

  fileprivate var prefix: SQL { name.map { "constraint \(SQL.written($0)) " } ?? "" }
  fileprivate var suffix: SQL { expression.map { " \(unsafe: $0)" } ?? "" }

  fileprivate static func list(_ columns: [String]) -> SQL {
    columns.isEmpty ? "" : " (\(columns.map(SQL.written).joined(by: ", ")))"
  }
}
