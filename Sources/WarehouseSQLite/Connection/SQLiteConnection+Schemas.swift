import CSQLite
import Warehouse

extension SQLiteConnection {
  /// Creates the schema's file, unless it has no file of its own.
  package func createSchema(_ schema: String) throws(DatabaseError) {
    database.cancellation.statementStarts()
    guard !schema.isEmpty, !schema.contains(where: { $0 == "/" || $0 == "\0" }) else {
      throw DatabaseError(.statement, "`\(schema)` cannot name a schema, which is kept in a file")
    }
    guard case .attached(let file) = layout.place(of: schema) else { return }
    try withTurn { () throws(DatabaseError) in
      if file != SQLiteSettings.inMemory { try Folder.make(of: file) }
      try attach(schema, file: file)
    }
  }

  /// Attaches the schemas known so far whose files exist.
  func attachExistingSchemas() throws(DatabaseError) {
    for (schema, file) in layout.attachable
    where !attached.contains(schema) && SchemaLayout.exists(file) {
      try attach(schema, file: file)
    }
  }

  /// Attaches `schema` if its file exists, made perhaps by another session since.
  ///
  /// Returns whether the schema is new to this session.
  func attachIfPresent(_ schema: String) throws(DatabaseError) -> Bool {
    guard !attached.contains(schema.lowercased()),
      case .attached(let file) = layout.place(of: schema), SchemaLayout.exists(file)
    else { return false }
    try attach(schema, file: file)
    return true
  }

  /// Makes sure that what is prepared next, and not run, is prepared from the tables as they are:
  /// a session looks for changes by others only when it runs something.
  func refreshSchemas() throws(DatabaseError) {
    try database.reading { () throws(DatabaseError) in
      for schema in ["main"] + attached.sorted() {
        try database.runAgain("select 1 from \(sqliteDialect.quote(schema)).sqlite_master limit 0")
      }
    }
  }

  private func attach(_ schema: String, file: String) throws(DatabaseError) {
    guard !attached.contains(schema.lowercased()) else { return }
    let name = sqliteDialect.quote(schema)
    do {
      try database.run("attach \(sqliteDialect.literal(.text(file))) as \(name)")
      attached.insert(schema.lowercased())
      try useWriteAheadLog(of: schema)
      if !isInTransaction { try database.run("pragma \(name).synchronous = normal") }
    } catch {
      throw error.about(file: file)
    }
  }

  /// The log mode is kept in the file. It cannot change inside a transaction, nor in a file that
  /// may not be written or is in use; the mode it has does as well, with less parallel reading.
  func useWriteAheadLog(of schema: String) throws(DatabaseError) {
    guard !isInTransaction else { return }
    do {
      try database.run("pragma \(sqliteDialect.quote(schema)).journal_mode = wal")
    } catch {
      let code = error.code ?? ""
      guard code.hasPrefix("SQLITE_READONLY") || code.hasPrefix("SQLITE_BUSY") else { throw error }
    }
  }
}

extension DatabaseError {
  /// The same error of another file than the main one.
  fileprivate func about(file: String) -> DatabaseError {
    guard kind == .connection, !message.contains("`\(file)`") else { return self }
    var copy = self
    copy.message = message.split(separator: ":").first.map { "\($0): `\(file)`" } ?? message
    copy.statement = nil
    return copy
  }
}
