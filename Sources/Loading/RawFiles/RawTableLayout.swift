internal import Diagnostics
internal import Warehouse

/// The columns of a raw table, kept in step with the headers of its files.
struct RawTableLayout {
  let table: RawTable
  let session: any Session

  private var dialect: any Dialect { session.dialect }

  /// Makes the table and the one for rejected records, or adds the columns that `header` has and the
  /// table lacks. Columns that this file lacks stay null.
  ///
  /// Returns the table's own names of the header's columns, in the header's order.
  /// Throws: `header-name`.
  func prepare(for header: [String], of file: String) throws -> [String] {
    try HeaderNames(header, of: file).check(longest: dialect.maximumIdentifierLength)
    try create(table.rejected, RawColumn.rejected)
    let existing = try session.columns(of: table.relation).map(\.name)
    if existing.isEmpty {
      try create(table.relation, header.map { ($0, .text) } + RawColumn.provenance)
      return header
    }
    return try header.map { name in
      // Databases differ in whether they tell `Id` from `id`; files that do are refused above.
      if let same = existing.first(where: { $0 == name })
        ?? existing.first(where: { $0.lowercased() == name.lowercased() })
      {
        return same
      }
      try session.execute(
        "alter table \(dialect.render(table.relation)) add column \(definition(name, .text))")
      return name
    }
  }

  /// Removes what was loaded from `file` before.
  func removeRows(of file: String) throws(DatabaseError) {
    for relation in [table.relation, table.rejected] {
      try session.execute(
        """
        delete from \(dialect.render(relation))
        where \(dialect.quote(RawColumn.sourceFile)) = \(dialect.literal(.text(file)))
        """)
    }
  }

  /// What `append` is told of the raw table when it is filled with `columns` of a file.
  func descriptions(of columns: [String]) -> [ColumnDescription] {
    describe(columns.map { ($0, .text) } + RawColumn.provenance)
  }

  var rejectedDescriptions: [ColumnDescription] { describe(RawColumn.rejected) }

  private func describe(_ columns: [(name: String, type: ColumnType)]) -> [ColumnDescription] {
    columns.map { ColumnDescription(name: $0.name, type: dialect.typeName(of: $0.type)) }
  }

  private func create(
    _ relation: Relation, _ columns: [(name: String, type: ColumnType)]
  ) throws(DatabaseError) {
    let definitions = columns.map { definition($0.name, $0.type) }
    try session.execute(
      """
      create table if not exists \(dialect.render(relation)) (
        \(definitions.joined(separator: ",\n  "))
      )
      """)
  }

  private func definition(_ name: String, _ type: ColumnType) -> String {
    "\(dialect.quote(name)) \(dialect.typeName(of: type))"
  }
}
