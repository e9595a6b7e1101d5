internal import Warehouse

/// The table `_loaded_files` of a schema: which files its raw tables were filled from.
struct LoadLedger {
  struct Entry {
    let content: FileContent
    let rowsLoaded: Int
    let rowsRejected: Int
  }

  private static let columns: [(name: String, type: ColumnType)] = [
    ("table_name", .text), ("file", .text), ("size", .integer), ("sha256", .text),
    ("rows_loaded", .integer), ("rows_rejected", .integer), ("loaded_at", .timestamp),
  ]

  let table: RawTable
  let session: any Session

  /// Forgets every load into the table, which is not there (any more), and what they rejected.
  func forget() throws(DatabaseError) {
    try session.execute(
      """
      delete from \(ledger)
      where table_name = \(session.dialect.literal(.text(table.relation.identifier)));
      drop table if exists \(session.dialect.render(table.rejected))
      """)
  }

  /// The last load of `file` into the table; nil when there was none.
  func entry(of file: String) throws(DatabaseError) -> Entry? {
    let found = try session.query(
      """
      select size, sha256, rows_loaded, rows_rejected from \(ledger)
      where table_name = $1 and file = $2
      """, [.text(table.relation.identifier), .text(file)], limit: nil)
    guard let row = found.rows.first, case .integer(let size) = row[0],
      case .text(let digest) = row[1], case .integer(let loaded) = row[2],
      case .integer(let rejected) = row[3]
    else { return nil }
    return Entry(
      content: FileContent(size: size, digest: digest), rowsLoaded: Int(loaded),
      rowsRejected: Int(rejected))
  }

  /// Writes down a load of `file`, in place of an earlier one.
  func record(_ entry: Entry, of file: String, at loadedAt: Int64) throws(DatabaseError) {
    let values: [SQLValue] = [
      .text(table.relation.identifier), .text(file), .integer(entry.content.size),
      .text(entry.content.digest), .integer(Int64(entry.rowsLoaded)),
      .integer(Int64(entry.rowsRejected)), .timestamp(loadedAt),
    ]
    let dialect = session.dialect
    try session.execute(
      """
      delete from \(ledger)
      where table_name = \(dialect.literal(values[0])) and file = \(dialect.literal(values[1]));
      insert into \(ledger) (\(Self.columns.map(\.name).joined(separator: ", ")))
      values (\(values.map(dialect.literal).joined(separator: ", ")))
      """)
  }

  /// Makes the table if it is not there; for before the load's transaction.
  func create() throws(DatabaseError) {
    // Two loads of one file at a time: the key lets only one of them commit.
    let definitions = Self.columns.map { "\($0.name) \(session.dialect.typeName(of: $0.type))" }
    try session.createIfAbsent(
      """
      create table if not exists \(ledger) (
        \(definitions.joined(separator: ",\n  ")),
        primary key (table_name, file)
      )
      """)
  }

  private var ledger: String { session.dialect.render(table.ledger) }
}
