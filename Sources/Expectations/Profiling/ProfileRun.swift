package import Warehouse

/// Profiles relations: one statement for all columns, and one for each column whose values are few.
package struct ProfileRun {
  private let session: any Session
  private let sql: SQLSpelling

  /// Columns with at most so many distinct values have them listed.
  static let valueLimit = 20

  package init(on session: any Session) {
    self.session = session
    sql = SQLSpelling(dialect: session.dialect)
  }

  package func profile(_ relation: Relation) throws -> RelationProfile {
    let columns = try session.columns(of: relation)
    let table = sql.dialect.render(relation)
    let measures = columns.map { ProfileMeasures(of: $0, sql) }
    let list = ["count(*)"] + measures.flatMap(\.expressions)
    let row = try session.query("SELECT \(list.joined(separator: ",\n  "))\nFROM \(table)").rows[0]
    var rest = row.dropFirst()
    var profiles: [ColumnProfile] = []
    for measure in measures {
      let part = Array(rest.prefix(measure.expressions.count))
      rest = rest.dropFirst(part.count)
      let distinct = part[1].integer ?? 0
      let values = try values(of: measure, in: table, isFew: distinct <= Self.valueLimit)
      profiles.append(measure.profile(part, values: values))
    }
    return RelationProfile(relation: relation, rowCount: row[0].integer ?? 0, columns: profiles)
  }

  /// Two columns that identify the rows together; nil where one column does, or no pair.
  package func compoundKey(of profile: RelationProfile) throws(DatabaseError) -> [String]? {
    let pairs = profile.candidatePairs
    guard !pairs.isEmpty else { return nil }
    let keys = pairs.map { $0.map(sql.dialect.quote) }
    let isKey =
      sql.isSQLite
      ? try UniqueKeys.found(keys, of: profile.relation, session, sql.dialect)
      : try proven(keys, of: profile.relation)
    return zip(pairs, isKey).first { $0.1 }?.0
  }

  /// Most pairs repeat among the first rows already; the rest are asked of all rows.
  private func proven(_ keys: [[String]], of relation: Relation) throws(DatabaseError) -> [Bool] {
    let table = sql.dialect.render(relation)
    let head = try proven(keys, in: "(SELECT * FROM \(table) LIMIT 10000) AS head")
    let left = zip(keys, head).filter(\.1).map(\.0)
    guard !left.isEmpty else { return head }
    let isKey = zip(left, try proven(left, in: table)).filter(\.1).map(\.0)
    return keys.map(isKey.contains)
  }

  private func proven(_ keys: [[String]], in table: String) throws(DatabaseError) -> [Bool] {
    let proofs = keys.map { Grouping(keys: $0).proof }.joined(separator: ",\n  ")
    let row = try session.query("SELECT \(proofs)\nFROM \(table)").rows.first
    return row?.map { $0 != .null } ?? keys.map { _ in false }
  }

  private func values(of measure: ProfileMeasures, in table: String, isFew: Bool)
    throws(DatabaseError) -> [SQLValue]?
  {
    guard isFew, measure.kind == .text || measure.kind == .boolean else { return nil }
    let query =
      "SELECT DISTINCT \(measure.quoted) FROM \(table) WHERE \(measure.quoted) IS NOT NULL ORDER BY 1"
    return try session.query(query).rows.compactMap(\.first)
  }

  /// How many values of a column are not found in another relation's column.
  package func orphans(
    of column: String, in relation: Relation, missingFrom other: String, of parent: Relation
  ) throws(DatabaseError) -> Int {
    let (child, key) = (sql.dialect.quote(column), sql.dialect.quote(other))
    let query =
      "SELECT count(*) FROM (SELECT DISTINCT \(child) AS child FROM \(sql.dialect.render(relation))"
      + " WHERE \(child) IS NOT NULL) AS children WHERE NOT EXISTS (SELECT 1 FROM"
      + " \(sql.dialect.render(parent)) WHERE \(key) = child)"
    return try session.query(query).rows.first?.first?.integer ?? 0
  }
}

/// The aggregates that profile one column.
private struct ProfileMeasures {
  let name: String
  let quoted: String
  let kind: ColumnClass
  let expressions: [String]

  init(of column: ColumnDescription, _ sql: SQLSpelling) {
    name = column.name
    quoted = sql.dialect.quote(column.name)
    kind = ColumnClass(column, dialect: sql.dialect)
    let counts = ["count(\(quoted))", "count(DISTINCT \(quoted))"]
    expressions =
      switch kind {
      case .number, .moment: counts + ["min(\(quoted))", "max(\(quoted))"]
      case .text: counts + ["min(length(\(quoted)))", "max(length(\(quoted)))"]
      case .boolean: counts
      case .other, .undeclared: ["count(\(quoted))", "0"]
      }
  }

  func profile(_ row: [SQLValue], values: [SQLValue]?) -> ColumnProfile {
    let isOrdered = kind == .number || kind == .moment
    let edges = row.count > 3 && row[2] != .null ? (row[2], row[3]) : nil
    return ColumnProfile(
      name: name, kind: kind, present: row[0].integer ?? 0, distinct: row[1].integer ?? 0,
      least: isOrdered ? edges?.0 : nil, greatest: isOrdered ? edges?.1 : nil,
      shortest: kind == .text ? edges?.0.integer : nil,
      longest: kind == .text ? edges?.1.integer : nil, values: values)
  }
}
