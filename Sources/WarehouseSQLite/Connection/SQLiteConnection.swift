import CSQLite
import Warehouse

/// A connection to the main file, with the files of the other schemas attached to it; lent to one
/// session after the other.
final class SQLiteConnection: Session {
  let database: Database
  let layout: SchemaLayout
  let writeTurn: WriteTurn
  let sqliteDialect: SQLiteDialect
  /// Lowercase names of the schemas that are attached.
  var attached: Set<String> = []
  var holdsTurn = false
  /// Whether relations were made or dropped since it was lent.
  var changesSchema = false
  /// Whether a session has set it up in a way that others would notice: settings, attached files.
  var isPersonal = false

  init(
    _ settings: SQLiteSettings, _ layout: SchemaLayout, _ writeTurn: WriteTurn
  ) throws(DatabaseError) {
    database = try Database(file: settings.mainFile, busyTimeout: settings.busyTimeout)
    self.layout = layout
    self.writeTurn = writeTurn
    sqliteDialect = SQLiteDialect(layout: layout)
    try setUp()
    try loadExtensions(settings.extensions)
    try attachExistingSchemas()
  }

  deinit {
    if holdsTurn { writeTurn.release() }
  }

  var dialect: any Dialect { sqliteDialect }
  var isInTransaction: Bool { database.isInTransaction }
  var canceller: any SessionCanceller { database.cancellation }

  private func setUp() throws(DatabaseError) {
    try useWriteAheadLog(of: "main")
    // Lasting after a crash of the process, not of the machine: a run is repeated then.
    try database.run("pragma synchronous = normal")
    // Debian's build overwrites what is deleted, which makes dropping a table ten times slower.
    try database.run("pragma secure_delete = off")
    // A rename leaves views alone: they read by name, and while a table is swapped in, views that
    // read it have nothing to read for a moment.
    try database.run("pragma legacy_alter_table = on")
    try database.run("pragma cache_size = -16000")
    // The log is cut back after a large transaction.
    try database.run("pragma journal_size_limit = 67108864")
    try SQLFunctions.register(in: database)
  }

  private func loadExtensions(_ files: [String]) throws(DatabaseError) {
    guard !files.isEmpty else { return }
    sqlite3_enable_load_extension(database.handle, 1)
    defer { sqlite3_enable_load_extension(database.handle, 0) }
    for file in files {
      var message: UnsafeMutablePointer<CChar>?
      guard sqlite3_load_extension(database.handle, file, nil, &message) != SQLITE_OK else {
        continue
      }
      defer { sqlite3_free(message) }
      let reason = message.map { String(cString: $0) } ?? "no reason given"
      throw DatabaseError(
        .connection, "the extension `\(file)` does not load: \(reason)",
        hint: "`extensions` in the profile lists paths of libraries built for this machine",
        code: "SQLITE_ERROR")
    }
  }
}
