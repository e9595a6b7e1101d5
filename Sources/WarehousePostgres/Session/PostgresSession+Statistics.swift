package import Warehouse

extension PostgresSession: StatisticsSession {
  package func statistics(of relation: Relation) throws(DatabaseError) -> RelationStatistics {
    let place = [SQLValue.text(relation.schema), .text(relation.identifier)]
    var statistics = RelationStatistics()
    var keys: [Int64: Set<String>] = [:]
    for row in try query(Self.keys, place, limit: nil).rows {
      guard case .integer(let index) = row[0], case .text(let column) = row[1] else { continue }
      keys[index, default: []].insert(column)
    }
    statistics.uniqueKeys = keys.sorted { $0.key < $1.key }.map(\.value)
    for row in try query(Self.estimates, place, limit: nil).rows {
      guard case .text(let column) = row[0], case .double(let distinct) = row[1],
        case .double(let count) = row[2], count > 0
      else { continue }
      statistics.rowCount = Int(count)
      // Below 0 it is a share of the rows (PostgreSQL, "pg_stats").
      statistics.distinctCounts[column] = Int(distinct < 0 ? -distinct * count : distinct)
    }
    if case .text(let identity) = try query(Self.identity, place, limit: nil).rows.first?.first {
      statistics.identity = identity
    }
    return statistics
  }

  /// `truncate` and whatever writes a table anew give it another file.
  private static let identity = """
    select t.oid::text || '/' || t.relfilenode::text
    from pg_catalog.pg_class t
    join pg_catalog.pg_namespace n on n.oid = t.relnamespace
    where (n.nspname = $1 or ($1 in ('', 'pg_temp') and n.oid = pg_catalog.pg_my_temp_schema()))
      and t.relname = $2 and t.relkind in ('r', 'p', 'm')
    """

  /// Columns of unique indexes that hold for every row at every moment, and mean by "the same" what
  /// `group by` means: no partial or deferrable ones, none with an operator class or collation of its
  /// own; an index does not hold for tables that inherit.
  private static let keys = """
    select i.indexrelid::bigint, a.attname::text
    from pg_catalog.pg_index i
    join pg_catalog.pg_class t on t.oid = i.indrelid
    join pg_catalog.pg_namespace n on n.oid = t.relnamespace
    cross join lateral generate_series(0, i.indnkeyatts - 1) as place
    join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[place]
    where (n.nspname = $1 or ($1 in ('', 'pg_temp') and n.oid = pg_catalog.pg_my_temp_schema()))
      and t.relname = $2 and (t.relkind = 'p' or not t.relhassubclass)
      and i.indisunique and i.indisvalid and i.indimmediate
      and i.indpred is null and i.indexprs is null
      and not exists (
        select 1 from generate_series(0, i.indnkeyatts - 1) as part
        join pg_catalog.pg_opclass o on o.oid = i.indclass[part]
        join pg_catalog.pg_attribute b on b.attrelid = t.oid and b.attnum = i.indkey[part]
        where not o.opcdefault or i.indcollation[part] <> b.attcollation
      )
    """

  private static let estimates = """
    select s.attname::text, s.n_distinct::double precision, t.reltuples::double precision
    from pg_catalog.pg_stats s
    join pg_catalog.pg_namespace n on n.nspname = s.schemaname
    join pg_catalog.pg_class t on t.relnamespace = n.oid and t.relname = s.tablename
    where s.schemaname = $1 and s.tablename = $2 and not s.inherited
    """
}
