package import Warehouse

extension PostgresSession: CatalogSession {
  package func catalog(ofSchemas schemas: [String]) throws(DatabaseError) -> [CatalogRelation] {
    var all: [CatalogRelation] = []
    for schema in schemas { all += try catalog(ofSchema: schema) }
    return all
  }

  private func catalog(ofSchema schema: String) throws(DatabaseError) -> [CatalogRelation] {
    let sql = """
      select c.relname::text, c.relkind::text, pg_catalog.obj_description(c.oid, 'pg_class'),
        pg_catalog.pg_get_userbyid(c.relowner)::text, a.attname::text,
        pg_catalog.format_type(a.atttypid, a.atttypmod),
        pg_catalog.col_description(c.oid, a.attnum)
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_attribute a
        on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
      order by c.relname collate "C", a.attnum
      """
    var relations: [CatalogRelation] = []
    for row in try query(sql, [.text(schema)], limit: nil).rows {
      guard let name = row[0].string, let kind = row[1].string else { continue }
      if relations.last?.relation.identifier != name {
        relations.append(
          CatalogRelation(
            Relation(schema: schema, identifier: name), type: Self.type(ofKind: kind),
            comment: row[2].string, owner: row[3].string, columns: []))
      }
      if let column = row[4].string, let type = row[5].string {
        relations[relations.count - 1].columns.append(
          .init(name: column, type: type, comment: row[6].string))
      }
    }
    return relations
  }

  private static func type(ofKind kind: String) -> String {
    switch kind {
    case "v": "VIEW"
    case "m": "MATERIALIZED VIEW"
    default: "BASE TABLE"
    }
  }
}

extension SQLValue {
  fileprivate var string: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
