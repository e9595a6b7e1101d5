package import Warehouse

/// A warehouse in SQLite files: one writer at a time, readers beside it.
package struct SQLiteWarehouse: Warehouse {
  package let settings: SQLiteSettings
  let layout: SchemaLayout
  let writeTurn = WriteTurn()

  package init(_ settings: SQLiteSettings) {
    self.settings = settings
    layout = SchemaLayout(settings)
  }

  package var dialect: any Dialect { SQLiteDialect(layout: layout) }

  package func reserve(schemas: [String]) { layout.reserve(schemas) }

  package func connect() throws(DatabaseError) -> any Session {
    try SQLiteSession(to: self)
  }
}
