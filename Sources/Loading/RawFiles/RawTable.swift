package import DelimitedText
package import Warehouse

/// A table that is filled from files, everything as text.
package struct RawTable: Hashable, Sendable {
  package var relation: Relation
  /// Paths and glob patterns, relative to the project or absolute.
  package var files: [String]
  package var format: DelimitedFormat
  /// Fields that are loaded as NULL; nothing by default: the table holds what the files hold.
  package var nullText: [String]

  package init(
    relation: Relation, files: [String], format: DelimitedFormat = DelimitedFormat(),
    nullText: [String] = []
  ) {
    self.relation = relation
    self.files = files
    self.format = format
    self.nullText = nullText
  }

  /// Where records go that could not be read: `<table>_rejected`.
  package var rejected: Relation { relation.named(relation.identifier + "_rejected") }

  /// The schema's list of what was loaded.
  package var ledger: Relation { relation.named("_loaded_files") }
}

/// What became of one file.
package struct LoadedFile: Hashable, Sendable {
  package enum Action: String, Hashable, Sendable {
    case loaded
    /// Its content changed since it was loaded: its rows were replaced.
    case reloaded
    /// Loaded before, with this content.
    case unchanged
  }

  /// As it stands in `_source_file`: relative to the project where it was written so.
  package let path: String
  package let action: Action
  package let rowsLoaded: Int
  package let rowsRejected: Int

  package init(path: String, action: Action, rowsLoaded: Int, rowsRejected: Int) {
    self.path = path
    self.action = action
    self.rowsLoaded = rowsLoaded
    self.rowsRejected = rowsRejected
  }
}

/// Columns that every raw table has besides the file's own.
enum RawColumn {
  static let sourceFile = "_source_file"
  static let line = "_line"
  static let loadedAt = "_loaded_at"
  static let raw = "_raw"
  static let reason = "_reason"

  /// After the file's own columns.
  static let provenance: [(name: String, type: ColumnType)] = [
    (sourceFile, .text), (line, .integer), (loadedAt, .timestamp),
  ]

  static let rejected: [(name: String, type: ColumnType)] = [
    (sourceFile, .text), (line, .integer), (raw, .text), (reason, .text), (loadedAt, .timestamp),
  ]
}
