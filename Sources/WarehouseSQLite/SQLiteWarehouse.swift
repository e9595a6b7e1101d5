package import Warehouse

/// A warehouse in SQLite files: one writer at a time, readers beside it.
package struct SQLiteWarehouse: Warehouse {
  package let settings: SQLiteSettings
  let layout: SchemaLayout
  let pool: ConnectionPool

  package init(_ settings: SQLiteSettings) {
    self.settings = settings
    let layout = SchemaLayout(settings)
    let writeTurn = WriteTurn()
    self.layout = layout
    pool = ConnectionPool(isSingle: settings.mainFile == SQLiteSettings.inMemory) {
      () throws(DatabaseError) in
      try SQLiteConnection(settings, layout, writeTurn)
    }
  }

  package var dialect: any Dialect { SQLiteDialect(layout: layout) }

  package func reserve(schemas: [String]) { layout.reserve(schemas) }

  package func connect() throws(DatabaseError) -> any Session {
    try SQLiteSession(pool, SQLiteDialect(layout: layout))
  }
}
