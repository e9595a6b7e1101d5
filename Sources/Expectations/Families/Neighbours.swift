import Diagnostics
import PlainData
import Warehouse

/// Rows compared with the row before them.
extension CheckContext {
  /// A check that `predicate` holds of `this_value` and `previous_value`, the value of the row before in the
  /// order and group stated. The first row of a group has none and is not judged.
  ///
  /// `judged` leaves rows out before neighbours are told; `shows` are the columns of the sample.
  func neighbourCheck(
    orderedBy order: [String], groups: [String], value: String, judged: String? = nil,
    predicate: String, shows names: [String]
  ) throws(Diagnostic) -> Check {
    let partition = groups.isEmpty ? "" : "PARTITION BY \(groups.joined(separator: ", ")) "
    let window = "(\(partition)ORDER BY \(order.joined(separator: ", ")))"
    let shown = names.map(sql.dialect.quote)
    let pairs =
      "SELECT \(unique(shown).joined(separator: ", ")), "
      + "\(value) AS this_value, lag(\(value)) OVER \(window) AS previous_value"
      + " FROM \(table)\(whereClause(judged))"
    let unexpected = "previous_value IS NOT NULL AND NOT (\(predicate))"
    let measure = Measure.query(
      "SELECT count(*) AS elements, count(previous_value) AS judged,"
        + " count(*) FILTER (WHERE \(unexpected)) AS unexpected\nFROM (\(pairs)) AS pairs",
      scans: 1)
    let sample =
      "SELECT \(unique(shown).joined(separator: ", ")), previous_value FROM (\(pairs)) AS pairs"
      + " WHERE \(unexpected) ORDER BY \((groups + order).joined(separator: ", "))"
    return Check([measure], unexpected: .query(sample)) { readings in
      let row = readings.table(0).rows.first ?? []
      let counts = row.map { $0.integer ?? 0 }
      guard counts.count == 3 else { throw Readings.Unreadable() }
      return .rows(
        RowCounts(elements: counts[0], missing: counts[0] - counts[1], unexpected: counts[2]))
    }
  }

  private func unique(_ columns: [String]) -> [String] {
    var seen: Set<String> = []
    return columns.filter { seen.insert($0).inserted }
  }
}
