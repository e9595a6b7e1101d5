import TestSupport
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// A database that tests run on, with a schema of its own.
enum TestDatabase: String, CaseIterable, Sendable, CustomStringConvertible {
  case sqlite, postgres

  var description: String { rawValue }

  /// PostgreSQL only where a server was started; a test of its own says when there is none.
  static var available: [TestDatabase] {
    TestPostgres.address == nil ? [.sqlite] : [.sqlite, .postgres]
  }

  /// Runs `body` with a session and the name of an empty schema.
  func run(_ body: (any Session, String) throws -> Void) throws {
    switch self {
    case .sqlite:
      try body(
        SQLiteWarehouse(SQLiteSettings(mainFile: SQLiteSettings.inMemory)).connect(), "main")
    case .postgres:
      let address = try TestPostgres.settings
      let session = try PostgresWarehouse(
        PostgresSettings(
          host: address.host, port: address.port, user: address.user, password: address.password,
          database: address.database, schema: "public")
      ).connect()
      let schema = TestPostgres.uniqueSchema("quality")
      try session.createSchema(schema)
      try body(session, schema)
      try session.execute("DROP SCHEMA \"\(schema)\" CASCADE")
    }
  }
}
