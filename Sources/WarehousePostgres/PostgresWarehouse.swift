package import Warehouse

/// A PostgreSQL database, reached through libpq.
package struct PostgresWarehouse: Warehouse {
  package let settings: PostgresSettings
  package var dialect: any Dialect { PostgresDialect() }

  package init(_ settings: PostgresSettings) {
    self.settings = settings
  }

  package func connect() throws(DatabaseError) -> any Session {
    let session = try PostgresSession(Link.open(settings))
    if let role = settings.role {
      try session.execute("set role \(dialect.quote(role))")
    }
    return session
  }
}
