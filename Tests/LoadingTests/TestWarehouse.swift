import TestSupport
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// The databases a test runs on; PostgreSQL only when a server was started.
enum TestWarehouse: String, CaseIterable, Sendable {
  case sqlite, postgres

  static var available: [TestWarehouse] {
    allCases.filter { $0 == .sqlite || TestPostgres.address != nil }
  }

  var dialect: any Dialect {
    switch self {
    case .sqlite: SQLiteWarehouse(SQLiteSettings(mainFile: SQLiteSettings.inMemory)).dialect
    case .postgres: PostgresDialect()
    }
  }

  /// Runs `body` with a folder and a session on an empty schema called `raw` (or its like).
  func run(_ body: (TemporaryFolder, any Session, String) throws -> Void) throws {
    let folder = try TemporaryFolder()
    switch self {
    case .sqlite:
      let warehouse = SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db")))
      try body(folder, try warehouse.connect(), "raw")
    case .postgres:
      let address = try TestPostgres.settings
      let schema = TestPostgres.uniqueSchema("raw")
      let session = try PostgresWarehouse(
        PostgresSettings(
          host: address.host, port: address.port, user: address.user, password: address.password,
          database: address.database, schema: schema)
      ).connect()
      defer { _ = try? session.execute("drop schema if exists \(schema) cascade") }
      try body(folder, session, schema)
    }
  }
}

extension Session {
  /// The rows of a query, a line each, fields separated by bars.
  func lines(_ sql: String) throws -> [String] {
    try query(sql).rows.map { row in
      row.map { value in
        switch value {
        case .null: "null"
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .boolean(let flag): String(flag)
        case .text(let text), .decimal(let text): text
        case .date(let days): CivilTime.dateText(days: Int(days))
        case .timestamp(let microseconds), .timestampWithTimeZone(let microseconds):
          CivilTime.timestampText(microseconds: microseconds)
        case .bytes(let bytes): "\(bytes)"
        }
      }.joined(separator: "|")
    }
  }
}
