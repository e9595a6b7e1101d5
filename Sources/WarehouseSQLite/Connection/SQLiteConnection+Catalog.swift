import Warehouse

extension SQLiteConnection {
  package func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation] {
    let place = layout.place(of: schema)
    if case .attached = place, !attached.contains(schema.lowercased()) {
      guard try attachIfPresent(schema) else { return [] }
    }
    let database = sqliteDialect.quote(sqliteDialect.databaseName(ofSchema: schema))
    let rows = try query(
      """
      select name, type from \(database).sqlite_master
      where type in ('table', 'view') and substr(name, 1, 7) <> 'sqlite_' order by name
      """
    ).rows
    return rows.compactMap { row in
      guard case .text(let stored) = row[0], case .text(let type) = row[1],
        let name = name(ofStored: stored, in: schema, at: place)
      else { return nil }
      return ExistingRelation(
        Relation(schema: schema, identifier: name), type == "view" ? .view : .table)
    }
  }

  /// The identifier of the table that is stored as `stored`; nil when it is another schema's.
  private func name(
    ofStored stored: String, in schema: String, at place: SchemaLayout.Place
  ) -> String? {
    switch place {
    case .attached: return stored
    case .prefixed:
      let prefix = SchemaLayout.prefix(of: schema)
      return stored.hasPrefix(prefix) ? String(stored.dropFirst(prefix.count)) : nil
    case .builtIn: return layout.prefixes.contains(where: stored.hasPrefix) ? nil : stored
    }
  }

  package func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription] {
    let place = layout.place(of: relation.schema)
    if case .attached = place, !attached.contains(relation.schema.lowercased()) {
      guard try attachIfPresent(relation.schema) else { return [] }
    }
    // `hidden` 1: hidden columns of virtual tables; generated columns are 2 and 3.
    let rows = try query(
      "select name, type from pragma_table_xinfo($1, $2) where hidden <> 1 order by cid",
      [
        .text(sqliteDialect.storedName(of: relation)),
        .text(sqliteDialect.databaseName(ofSchema: relation.schema)),
      ], limit: nil
    ).rows
    return rows.compactMap { row in
      guard case .text(let name) = row[0], case .text(let type) = row[1] else { return nil }
      return ColumnDescription(name: name, type: type)
    }
  }
}
