package import Warehouse

extension PostgresSession {
  package func relations(inSchema schema: String) throws(DatabaseError) -> [ExistingRelation] {
    // Partitioned tables are tables; foreign tables, indexes and the like are left alone, as dbt does.
    let sql = """
      select c.relname::text, c.relkind::text
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'm')
      order by c.relname collate "C"
      """
    return try query(sql, [.text(schema)], limit: nil).rows.compactMap { row in
      guard case .text(let name) = row[0], case .text(let kind) = row[1] else { return nil }
      return ExistingRelation(
        Relation(schema: schema, identifier: name),
        kind == "v" ? .view : kind == "m" ? .materializedView : .table)
    }
  }

  package func columns(of relation: Relation) throws(DatabaseError) -> [ColumnDescription] {
    let sql = """
      select a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod)
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where (n.nspname = $1 or ($1 in ('', 'pg_temp') and n.oid = pg_catalog.pg_my_temp_schema()))
        and c.relname = $2 and a.attnum > 0 and not a.attisdropped
        and c.relkind in ('r', 'p', 'v', 'm', 'f')
      order by a.attnum
      """
    let parameters = [SQLValue.text(relation.schema), .text(relation.identifier)]
    return try query(sql, parameters, limit: nil).rows.compactMap { row in
      guard case .text(let name) = row[0], case .text(let type) = row[1] else { return nil }
      return ColumnDescription(name: name, type: type)
    }
  }
}
