internal import DelimitedText
package import Diagnostics
package import Warehouse

/// Streams the files of raw tables into a warehouse, each file in a transaction of its own.
///
/// A file is known by its path and content: the same content is not loaded twice, changed content
/// replaces the file's rows. Records that cannot be read go to `<table>_rejected` with the reason.
package struct RawFileLoader: Sendable {
  /// Absolute; relative paths count from here.
  package let folder: String
  /// Microseconds since 1970-01-01 UTC, written to `_loaded_at`.
  package let loadedAt: Int64

  package init(folder: String, loadedAt: Int64) {
    self.folder = folder
    self.loadedAt = loadedAt
  }

  /// The files of `table` as they are now, sorted.
  ///
  /// Throws: `file-not-found`.
  package func files(of table: RawTable) throws(Diagnostic) -> [String] {
    try FileGlob.expand(table.files, in: folder)
  }

  /// Loads every file of `table`; earlier files stay loaded when a later one fails.
  ///
  /// Throws: `file-not-found`, `file-unreadable`, `gzip-damaged`, `header-missing`,
  /// `header-unreadable`, `header-name`, `rows-lost`; `DatabaseError`.
  package func load(_ table: RawTable, into session: any Session) throws -> [LoadedFile] {
    try files(of: table).map { try load($0, of: table, into: session) }
  }

  /// Loads one file of `table`.
  package func load(
    _ file: String, of table: RawTable, into session: any Session
  ) throws -> LoadedFile {
    let content = try FileContent(path: absolute(file), shownAs: file)
    try session.createSchema(table.relation.schema)
    let ledger = LoadLedger(table: table, session: session)
    try ledger.create()
    return try session.transaction {
      if try session.columns(of: table.relation).isEmpty { try ledger.forget() }
      let known = try ledger.entry(of: file)
      if let known, known.content == content {
        return LoadedFile(
          path: file, action: .unchanged, rowsLoaded: known.rowsLoaded,
          rowsRejected: known.rowsRejected)
      }
      let counts = try replace(file, of: table, session, isKnown: known != nil)
      try ledger.record(
        LoadLedger.Entry(
          content: content, rowsLoaded: counts.loaded, rowsRejected: counts.rejected),
        of: file, at: loadedAt)
      return LoadedFile(
        path: file, action: known == nil ? .loaded : .reloaded, rowsLoaded: counts.loaded,
        rowsRejected: counts.rejected)
    }
  }

  private func replace(
    _ file: String, of table: RawTable, _ session: any Session, isKnown: Bool
  ) throws -> (loaded: Int, rejected: Int) {
    let header = try DelimitedReader(path: absolute(file), shownAs: file, format: table.format)
      .columns
    let layout = RawTableLayout(table: table, session: session)
    let columns = try layout.prepare(for: header, of: file)
    if isKnown { try layout.removeRows(of: file) }
    let parts = parts(of: file, of: table, columns)
    defer { parts.stop() }
    var loaded = 0
    var rejected = 0
    var read = 0
    var part = try parts.next()
    while let current = part {
      switch current {
      case .rows:
        loaded += try session.append(
          to: table.relation, columns: layout.descriptions(of: columns)
        ) {
          guard case .rows(let rows) = part else { return nil }
          part = try parts.next()
          return rows
        }
      case .rejected(var rows):
        rejected += try session.append(
          to: table.rejected, columns: layout.rejectedDescriptions
        ) {
          defer { rows = nil }
          return rows
        }
        part = try parts.next()
      case .end(let count):
        read = count
        part = try parts.next()
      }
    }
    guard loaded + rejected == read else {
      throw Diagnostic.rowsLost(file, read: read, loaded: loaded, rejected: rejected)
    }
    return (loaded, rejected)
  }

  /// What a file consists of, in the order in which it is to be written.
  private enum Part: Sendable {
    case rows(ColumnBatch)
    case rejected(ColumnBatch?)
    /// The number of all records.
    case end(Int)
  }

  private func parts(of file: String, of table: RawTable, _ columns: [String]) -> ReadAhead<Part> {
    ReadAhead { hand in
      let reader = try DelimitedReader(
        path: absolute(file), shownAs: file, format: table.format)
      let batches = RecordBatches(
        reader, columns: columns, nullText: table.nullText, sourceFile: file, loadedAt: loadedAt)
      repeat {
        while let rows = try batches.next() { try hand(.rows(rows)) }
        if let rejected = batches.takeRejected() { try hand(.rejected(rejected)) }
      } while !batches.isAtEnd
      try hand(.end(reader.recordCount))
    }
  }

  private func absolute(_ file: String) -> String {
    file.hasPrefix("/") ? file : "\(folder)/\(file)"
  }
}

extension Diagnostic {
  fileprivate static func rowsLost(
    _ file: String, read: Int, loaded: Int, rejected: Int
  ) -> Diagnostic {
    Diagnostic(
      code: "rows-lost",
      "\(read) records were read from `\(file)`, but \(loaded) loaded and \(rejected) rejected")
  }
}
