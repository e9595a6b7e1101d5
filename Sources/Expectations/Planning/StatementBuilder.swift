import Warehouse

/// Puts measures together into as few statements as they allow.
struct StatementBuilder {
  let relation: Relation
  let sql: SQLSpelling
  /// Measures that SQLite's rows are read for once, here; nil where SQL takes all.
  var natives: (columns: [ColumnDescription], measures: [Measure: NativeMeasure])?

  /// About how many rows there are; nil where that is not known.
  var rowCount: Int?
  /// What is known of partitions, and the measures that may be taken of them.
  var partitions: [PartitionedMeasures] = []
  /// Whether keys are first shown not to repeat, and counted only where they do.
  var provesKeys = false

  /// PostgreSQL allows 1,664 result columns, SQLite 2,000.
  static let columnLimit = 1000

  var table: String { sql.dialect.render(relation) }

  /// Statements for all `measures`, each measure in exactly one of them.
  func statements(for measures: [Measure]) -> [PlannedStatement] {
    var seen: Set<Measure> = []
    let all = measures.filter { !$0.isKnown && seen.insert($0).inserted }
    var taken: Set<Measure> = []
    let parts = partitions.flatMap { entry in
      let wanted = all.filter { !taken.contains($0) && entry.measures.contains($0) }
      let plan = PartitionPlan(wanted, entry, table: table, sql)
      taken.formUnion(plan?.statements.flatMap(\.measures) ?? [])
      return plan?.statements ?? []
    }
    let whole = all.filter { !taken.contains($0) }
    let native = natives.flatMap { natives in
      NativePlan(whole, natives: natives.measures, natives.columns, on: relation, sql)
    }
    taken.formUnion(native?.measures ?? [])
    let distinct = all.filter { !taken.contains($0) }
    let keys = provesKeys ? distinct.provable : []
    let others = distinct.filter { !keys.contains($0) }
    return parts + [native?.statement].compactMap(\.self) + fused(others, proving: keys)
      + dependent(others) + grouped(others) + queries(others) + judged(others)
  }

  private func fused(_ measures: [Measure], proving keys: [Measure]) -> [PlannedStatement] {
    let aggregates = measures.filter(\.isAggregate)
    // PostgreSQL reads with one process where anything is sorted; many rows are sooner read twice.
    let isSplit = !sql.isSQLite && rowCount ?? 0 >= Self.parallelRows
    let sorted = isSplit || !keys.isEmpty ? aggregates.filter(\.isPercentile) : []
    return fused(aggregates.filter { !sorted.contains($0) }) + fused(sorted + keys)
  }

  private static let parallelRows = 100_000

  private func fused(_ measures: [Measure]) -> [PlannedStatement] {
    measures.chunked(by: Self.columnLimit).map { chunk in
      let keys = chunk.filter { $0.grouping != nil }
      return PlannedStatement(
        sql: "SELECT \(list(chunk, proving: keys))\nFROM \(table)", scans: 1, measures: chunk,
        note: keys.isEmpty ? nil : "a key that repeats takes one more", proofs: keys)
    }
  }

  /// - Parameter keys: those of `measures` that are only shown to be none.
  func list(_ measures: [Measure], proving keys: [Measure] = []) -> String {
    let expressions = measures.map { measure -> String in
      if keys.contains(measure), let grouping = measure.grouping { return grouping.proof }
      switch measure {
      case .aggregate(let sql), .grouped(_, let sql), .dependent(let sql, _), .query(let sql, _),
        .judged(let sql, _):
        return sql
      case .percentile(let one): return sql.percentile(one, among: measures.siblings(of: one))
      case .known(let number): return "\(number)"
      }
    }
    return expressions.enumerated().map { "\($1) AS m\($0)" }.joined(separator: ",\n  ")
  }

  /// One statement for all aggregates that need others first: the others stand in a CTE of one row.
  private func dependent(_ measures: [Measure]) -> [PlannedStatement] {
    let dependent = measures.filter { if case .dependent = $0 { true } else { false } }
    return dependent.chunked(by: Self.columnLimit).map { chunk in
      var priors: [PriorAggregate] = []
      for case .dependent(_, let needed) in chunk {
        priors += needed.filter { !priors.contains($0) }
      }
      let columns = priors.enumerated().map { "\($1.sql) AS p\($0)" }.joined(separator: ", ")
      let body = "SELECT \(list(chunk))\nFROM \(table) CROSS JOIN prior"
      return PlannedStatement(
        sql: "WITH prior AS (SELECT \(columns) FROM \(table))\n"
          + priors.enumerated().reduce(body) { text, prior in
            text.replacing(prior.element.reference, with: "prior.p\(prior.offset)")
          },
        scans: 2, measures: chunk)
    }
  }

  private func queries(_ measures: [Measure]) -> [PlannedStatement] {
    measures.compactMap { measure in
      guard case .query(let sql, let scans) = measure else { return nil }
      return PlannedStatement(sql: sql, scans: scans, measures: [measure])
    }
  }
}

extension StatementBuilder {
  /// Values of one column are read once for all rules.
  private func judged(_ measures: [Measure]) -> [PlannedStatement] {
    var order: [String] = []
    var members: [String: [Measure]] = [:]
    for case .judged(let sql, let rule) in measures {
      if members[sql] == nil { order.append(sql) }
      members[sql, default: []].append(.judged(sql, by: rule))
    }
    return order.map { PlannedStatement(sql: $0, scans: 1, measures: members[$0] ?? []) }
  }
}

extension Measure {
  fileprivate var isPercentile: Bool { if case .percentile = self { true } else { false } }

  fileprivate var isAggregate: Bool {
    switch self {
    case .aggregate, .percentile: true
    default: false
    }
  }
}

extension [Measure] {
  fileprivate func siblings(of one: Percentile) -> [Percentile] {
    compactMap { measure in
      if case .percentile(let other) = measure, other.isSibling(of: one) { other } else { nil }
    }
  }
}

extension Array {
  fileprivate func chunked(by size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

extension String {
  /// With every `part` replaced; Foundation and the Regex library stay out of the core.
  func replacing(_ part: String, with replacement: String) -> String {
    let needle = Array(part.utf8)
    let haystack = Array(utf8)
    guard !needle.isEmpty else { return self }
    var result: [UInt8] = []
    var index = 0
    while index < haystack.count {
      if haystack[index...].starts(with: needle) {
        result += replacement.utf8
        index += needle.count
      } else {
        result.append(haystack[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
