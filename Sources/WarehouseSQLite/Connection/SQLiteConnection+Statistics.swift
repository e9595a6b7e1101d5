import Warehouse

extension SQLiteConnection {
  /// Keys only: rows are in the same process, and counted as fast as they are estimated.
  package func statistics(of relation: Relation) throws(DatabaseError) -> RelationStatistics {
    // Asking for the columns attaches the relation's file.
    guard try !columns(of: relation).isEmpty else { return RelationStatistics() }
    let place = [
      SQLValue.text(sqliteDialect.storedName(of: relation)),
      .text(sqliteDialect.databaseName(ofSchema: relation.schema)),
    ]
    // An index and a `group by` may mean different things by "the same" where collations are stated.
    let schema = sqliteDialect.quote(sqliteDialect.databaseName(ofSchema: relation.schema))
    let table = try query(
      "select rootpage, lower(sql) like '%collate%' from \(schema).sqlite_master"
        + " where type = 'table' and name = $1", [place[0]], limit: nil)
    guard let row = table.rows.first, case .integer(let rootPage) = row[0] else {
      return RelationStatistics()
    }
    var statistics = RelationStatistics()
    // A virtual table has none.
    if rootPage > 0 { statistics.identity = "\(rootPage)" }
    guard case .integer(0) = row[1] else { return statistics }
    var keys: [String: Set<String>] = [:]
    for row in try query(Self.indexes, place, limit: nil).rows {
      guard case .text(let index) = row[0] else { continue }
      // An expression has no name, and no column stands for it.
      if case .text(let column) = row[1] {
        keys[index, default: []].insert(column)
      } else {
        keys[index, default: []].insert("\0")
      }
    }
    let primary = try query(Self.rowKey, place, limit: nil).rows.compactMap { row in
      if case .text(let column) = row.first { Set([column]) } else { nil }
    }
    statistics.uniqueKeys = primary + keys.sorted { $0.key < $1.key }.map(\.value)
    return statistics
  }

  private static let indexes = """
    select l.name, x.name from pragma_index_list($1, $2) as l, pragma_index_xinfo(l.name, $2) as x
    where l."unique" = 1 and l.partial = 0 and x.key = 1
    """

  /// An `integer primary key` is the row's number and has no index.
  private static let rowKey = """
    select name from pragma_table_info($1, $2) where pk > 0 and lower(type) = 'integer'
      and 1 = (select count(*) from pragma_table_info($1, $2) where pk > 0)
      and not exists (select 1 from pragma_index_list($1, $2) where origin = 'pk')
    """
}
