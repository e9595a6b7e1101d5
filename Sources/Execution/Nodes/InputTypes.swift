import SwiftModels
import Warehouse

/// The columns of a relation with the types that a model can count on.
///
/// Where the warehouse declares no type (SQLite, for columns that are expressions), the values tell:
/// the narrowest of integer, double and text that holds them all; a column without values is whatever is wanted of it.
enum InputTypes {
  static func columns(of relation: Relation, on session: any Session) throws -> [ModelColumn] {
    let dialect = session.dialect
    let described = try session.columns(of: relation)
    let undeclared = described.filter { $0.type.isEmpty }.map(\.name)
    let found = undeclared.isEmpty ? [:] : try types(of: undeclared, in: relation, on: session)
    return described.map { column in
      guard column.type.isEmpty else {
        return ModelColumn(column.name, dialect.columnType(ofSQLType: column.type) ?? .text)
      }
      let type = found[column.name]
      return ModelColumn(column.name, type ?? .double, isUntyped: type == nil)
    }
  }

  private static func types(
    of names: [String], in relation: Relation, on session: any Session
  ) throws -> [String: ColumnType] {
    var found: [String: ColumnType] = [:]
    let sql = SelectList.query(names, of: relation, dialect: session.dialect)
    try session.stream(sql, batchSize: 8192) { batch in
      for (name, column) in zip(batch.names, batch.columns) where column.hasValues {
        found[name] = found[name].map { $0.widened(with: column.type) } ?? column.type
      }
    }
    return found
  }
}

/// `select "a", "b" from …`
enum SelectList {
  static func query(
    _ names: [String], of relation: Relation, where condition: String? = nil,
    orderedBy order: [String] = [], dialect: any Dialect
  ) -> String {
    var sql: SQL = "select "
    for (index, name) in names.enumerated() {
      sql += index == 0 ? "\(name: name)" : ", \(name: name)"
    }
    sql += " from \(source(relation, where: condition))"
    for (index, name) in order.enumerated() {
      sql += index == 0 ? " order by \(name: name)" : ", \(name: name)"
    }
    return sql.rendered(by: dialect).text
  }

  /// What stands behind `from`.
  static func source(_ relation: Relation, where condition: String?) -> SQL {
    condition.map { "\(relation) where (\(unsafe: $0)\n)" } ?? "\(relation)"
  }
}

extension ColumnType {
  /// The type that holds the values of both.
  fileprivate func widened(with other: ColumnType) -> ColumnType {
    if self == other { return self }
    let numbers: Set<ColumnType> = [.integer, .double]
    return numbers.contains(self) && numbers.contains(other) ? .double : .text
  }
}

extension ColumnVector {
  fileprivate var hasValues: Bool { validity.map { $0.contains(true) } ?? (count > 0) }

  /// The same values as `type`, where a batch happened to hold narrower ones.
  func widened(to type: ColumnType) -> ColumnVector {
    if self.type == type { return self }
    switch (type, storage) {
    case (.double, .integers(let values)):
      return ColumnVector(.doubles(values.map(Double.init)), validity: validity)
    case (.double, _) where !hasValues:
      return ColumnVector(
        .doubles([Double](repeating: 0, count: count)),
        validity: [Bool](repeating: false, count: count))
    case (.text, _):
      let texts = TextVector((0..<count).map { self[$0].text })
      return ColumnVector(.texts(texts), validity: validity)
    default: return self
    }
  }
}

extension SQLValue {
  /// The value as a text column holds it.
  fileprivate var text: String {
    switch self {
    case .null: ""
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .double(let value): String(value)
    case .decimal(let text), .text(let text): text
    case .date(let value): String(value)
    case .timestamp(let value), .timestampWithTimeZone(let value): String(value)
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
