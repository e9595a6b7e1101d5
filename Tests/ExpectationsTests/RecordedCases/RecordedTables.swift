import PlainData
import Warehouse

/// The tables of the recorded cases, built in a warehouse.
enum RecordedTables {
  static func create(on session: any Session, schema: String) throws {
    let isSQLite = session.dialect.name == "sqlite"
    for (name, table) in try RecordedFamily.json("tables.json").map ?? [:] {
      let databases = table["on"]?.list ?? [.string(session.dialect.name)]
      guard databases.contains(.string(session.dialect.name)) else { continue }
      let relation = session.dialect.render(Relation(schema: schema, identifier: name))
      let columns = (table["columns"]?.list ?? []).compactMap(\.list).map { column in
        session.dialect.quote(column[0].string ?? "") + " "
          + (column[isSQLite ? 2 : 1].string ?? "")
      }
      try session.execute("CREATE TABLE \(relation) (\(columns.joined(separator: ", ")))")
      let rows = (table["rows"]?.list ?? []).compactMap(\.list).map { row in
        "(" + row.map { literal($0, isSQLite) }.joined(separator: ", ") + ")"
      }
      if rows.isEmpty { continue }
      try session.execute("INSERT INTO \(relation) VALUES \(rows.joined(separator: ", "))")
    }
  }

  private static func literal(_ value: PlainValue, _ isSQLite: Bool) -> String {
    switch value {
    case .bool(let flag): isSQLite ? (flag ? "1" : "0") : (flag ? "TRUE" : "FALSE")
    case .int(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text):
      "'"
        + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        + "'"
    default: "NULL"
    }
  }
}
