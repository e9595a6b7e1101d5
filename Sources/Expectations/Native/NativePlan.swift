import Diagnostics
import Warehouse

/// Which measures of a plan a pass over the rows can take, and of what the pass reads.
struct NativePlan: Sendable {
  let relation: Relation
  let measures: [Measure]
  let natives: [NativeMeasure]
  let columns: [NativeColumn]

  /// nil where SQL is as good: on databases that are elsewhere, and for a few counters.
  init?(
    _ measures: [Measure], natives: [Measure: NativeMeasure], _ columns: [ColumnDescription],
    on relation: Relation, _ sql: SQLSpelling
  ) {
    guard sql.isSQLite else { return nil }
    let known = columns.compactMap { NativeColumn($0, sql) }
    let taken = measures.filter { measure in
      natives[measure].map { native in
        native.columns.allSatisfy { name in
          known.contains { $0.name == name && native.fits($0.kind) }
        }
      } ?? false
    }
    guard taken.count >= Self.leastMeasures else { return nil }
    self.relation = relation
    self.measures = taken
    self.natives = taken.compactMap { natives[$0] }
    let names = Set(self.natives.flatMap(\.columns))
    self.columns = known.filter { names.contains($0.name) }
    table = sql.dialect.render(relation)
  }

  private static let leastMeasures = 8

  /// The rows as they are stored: a plus sign takes a column's declared type away.
  var statement: PlannedStatement {
    let list = columns.isEmpty ? "1" : columns.map { "+\($0.quoted)" }.joined(separator: ", ")
    return PlannedStatement(
      sql: "SELECT \(list)\nFROM \(table)", scans: 1, measures: measures, native: self)
  }

  private let table: String

  /// Finds a row where the relation is a table that compares bytes: collations and views are SQL's.
  static func condition(on relation: Relation, _ sql: SQLSpelling) throws(Diagnostic) -> String {
    let catalog = sql.dialect.render(
      Relation(schema: relation.schema, identifier: "sqlite_master"))
    return
      "SELECT 1 FROM \(catalog) WHERE type = 'table' AND name = \(try sql.literal(relation.identifier))"
      + " AND lower(sql) NOT LIKE '%collate%'"
  }
}

/// A column whose stored values a pass understands.
struct NativeColumn: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number, text
    /// Times are texts, but a number may stand among them.
    case textOrNumber
  }

  let name: String
  let quoted: String
  let kind: Kind

  /// nil for types whose values may be anything.
  init?(_ column: ColumnDescription, _ sql: SQLSpelling) {
    let type = column.type.lowercased()
    switch ColumnClass(column, dialect: sql.dialect) {
    case .number: kind = .number
    case .moment: kind = .textOrNumber
    // These words give a column the affinity TEXT: numbers are stored as texts (SQLite, "Datatypes").
    case .text where ["char", "clob", "text"].contains(where: { type.utf8.containsRun($0.utf8) }):
      kind = .text
    case .text, .boolean, .other, .undeclared: return nil
    }
    name = column.name
    quoted = sql.dialect.quote(column.name)
  }
}
