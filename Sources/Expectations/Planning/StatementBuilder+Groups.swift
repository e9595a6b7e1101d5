/// Statements of groups.
extension StatementBuilder {
  /// One statement for each grouping; on PostgreSQL one for all that have few groups.
  func grouped(_ measures: [Measure]) -> [PlannedStatement] {
    var order: [Grouping] = []
    var members: [Grouping: [Measure]] = [:]
    for measure in measures {
      guard let grouping = measure.grouping else { continue }
      if members[grouping] == nil { order.append(grouping) }
      members[grouping, default: []].append(measure)
    }
    let small = sql.isSQLite ? [] : order.filter(\.isSmall).prefix(Self.groupingLimit)
    let shared = small.count > 1 ? Array(small) : []
    let alone = order.filter { !shared.contains($0) }.map { grouping in
      statement(of: grouping, members[grouping] ?? [])
    }
    return alone
      + (shared.isEmpty ? [] : [statement(of: shared.map { ($0, members[$0] ?? []) })])
  }

  /// PostgreSQL's `grouping()` returns 32 bits.
  private static let groupingLimit = 30

  private func statement(of grouping: Grouping, _ measures: [Measure]) -> PlannedStatement {
    PlannedStatement(
      sql: "SELECT \(list(measures))\nFROM (\(grouping.select(from: table))) AS groups",
      scans: 1, measures: measures)
  }

  /// All groupings in one scan; `g` tells which one a row is of: the bits of the other keys are set.
  private func statement(of groupings: [(Grouping, [Measure])]) -> PlannedStatement {
    let keys = groupings.map { $0.0.keys[0] }
    let columns = keys.enumerated().map { "\($1) AS g\($0)" }.joined(separator: ", ")
    let sets = keys.map { "(\($0))" }.joined(separator: ", ")
    let groups =
      "SELECT \(columns), grouping(\(keys.joined(separator: ", "))) AS g, count(*) AS n"
      + " FROM \(table) GROUP BY GROUPING SETS (\(sets))"
    let all = (1 << keys.count) - 1
    let parts = groupings.enumerated().map { place, grouping in
      let mark = all - 1 << (keys.count - 1 - place)
      return "(SELECT \(list(grouping.1))\n FROM (SELECT g\(place) AS k0, n FROM sets"
        + " WHERE g = \(mark) AND g\(place) IS NOT NULL) AS groups) AS s\(place)"
    }
    return PlannedStatement(
      sql: "WITH sets AS MATERIALIZED (\(groups))\nSELECT *\nFROM "
        + parts.joined(separator: "\nCROSS JOIN "),
      scans: 1, measures: groupings.flatMap(\.1))
  }
}

extension Grouping {
  /// `SELECT "a" AS k0, count(*) AS n FROM t WHERE … GROUP BY "a"`
  func select(from table: String) -> String {
    let columns = keys.enumerated().map { "\($1) AS k\($0)" }.joined(separator: ", ")
    let condition = filter.map { " WHERE \($0)" } ?? ""
    let list = keys.joined(separator: ", ")
    guard hasManyGroups else {
      return "SELECT \(columns), count(*) AS n FROM \(table)\(condition) GROUP BY \(list)"
    }
    // PostgreSQL estimates a hash table that goes to disk below a sort, which takes half of the time:
    // of rows that are sorted already it makes none.
    let names = keys.indices.map { "k\($0)" }.joined(separator: ", ")
    return "SELECT \(names), count(*) AS n"
      + " FROM (SELECT \(columns) FROM \(table)\(condition) ORDER BY \(list)) AS sorted"
      + " GROUP BY \(names)"
  }

  /// As `KeyProof`.
  var proof: String { KeyProof.sql(of: keys, isHashed: false, where: filter) }

  /// Whether it is of one column's few values, all rows considered.
  var isSmall: Bool {
    keys.count == 1 && fewGroups != nil && filter == "\(keys[0]) IS NOT NULL"
  }
}

extension [Measure] {
  /// Those that count repeated keys where there are hardly any, and that are alone with their grouping.
  var provable: [Measure] {
    let others = Set(filter { !$0.countsRepeatedKeys }.compactMap(\.grouping))
    return filter { measure in
      guard measure.countsRepeatedKeys, let grouping = measure.grouping else { return false }
      return grouping.hasManyGroups && !others.contains(grouping)
    }
  }
}

extension Measure {
  fileprivate var countsRepeatedKeys: Bool {
    if case .grouped(_, CheckContext.duplicateRows) = self { true } else { false }
  }
}
