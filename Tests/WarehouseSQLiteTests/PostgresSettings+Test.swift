import TestSupport
import WarehousePostgres

extension PostgresSettings {
  /// The server of the test run.
  static var test: PostgresSettings {
    get throws { PostgresSettings(try TestPostgres.settings) }
  }

  init(_ address: PostgresAddress) {
    self.init(
      host: address.host, port: address.port, user: address.user, password: address.password,
      database: address.database, schema: "public")
  }
}
