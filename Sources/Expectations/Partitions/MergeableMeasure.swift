/// A measure that can be taken of partitions and put together.
struct MergeableMeasure: Hashable, Sendable {
  let measure: Measure
  let rule: MergeRule
  /// What is read of each partition, in SQL; among it, for groups, what is read of the groups.
  let parts: [String]

  /// nil for what needs all rows at once: medians, distinct counts, keys that cross partitions, and
  /// SQL that may say something else tomorrow.
  ///
  /// - Parameter column: the column that the relation is divided by, quoted.
  init?(_ measure: Measure, dividedBy column: String) {
    self.measure = measure
    switch measure {
    case .aggregate(let sql):
      guard let call = AggregateCall(sql), let (rule, parts) = Self.parts(of: call, sql) else {
        return nil
      }
      (self.rule, self.parts) = (rule, parts)
    case .grouped(let grouping, let sql):
      // Rows of one key are rows of one partition, so that each knows its duplicates.
      guard sql == CheckContext.duplicateRows, grouping.keys.contains(column),
        grouping.filter.map(StableSQL.isStable) ?? true
      else { return nil }
      (rule, parts) = (.count, [sql])
    default: return nil
    }
  }

  /// Whether what is read is a value, or made of values, of one of the quoted `columns`.
  func keepsData(of columns: [String]) -> Bool {
    guard rule != .count else { return false }
    return parts.contains { part in columns.contains { part.utf8.containsRun($0.utf8) } }
  }

  private static func parts(of call: AggregateCall, _ sql: String) -> (MergeRule, [String])? {
    let sum = "sum" + call.rest
    let count = "count" + call.rest
    let mean = "avg" + call.rest
    return switch call.function {
    case "count": (.count, [sql])
    case "sum": (.sum, [sql])
    case "min": (.least, [sql])
    case "max": (.greatest, [sql])
    case "avg": (.mean, [sum, count])
    case "stddev_samp": (.deviation, [sql, mean, count])
    default: nil
    }
  }
}
