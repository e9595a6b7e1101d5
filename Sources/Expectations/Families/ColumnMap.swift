import Diagnostics
import PlainData
import Warehouse

/// Values of one column, judged row by row; rows without a value are not judged.
extension CheckContext {
  /// A check that `predicate` holds of every value of the column.
  ///
  /// `predicate` is given the column as SQL and may be unknown (NULL), which is not unexpected.
  ///
  /// `rule` says the same for a pass over rows.
  func columnMap(rule: NativeRule? = nil, _ predicate: (String) throws -> String) throws -> Check {
    let column = try column()
    let unexpected = "\(column) IS NOT NULL AND NOT (\(try predicate(column)))"
    var check = rowCheck(
      present: countPresent(column), unexpected: unexpected, shows: [try columnName()])
    if let rule {
      let name = try columnName()
      offer([.rows, .present(name), .unexpected(name, rule)], to: &check)
    }
    if try mayBeGroupedForJudging() {
      let byValue = Measure.grouped(
        grouping([column]), "coalesce(sum(n) FILTER (WHERE NOT (\(try predicate("k0")))), 0)")
      check.byValue = [check.measures[2]: byValue]
    }
    return check
  }

  /// Whether values that a grouping takes for the same are the same to every predicate: plain texts on
  /// PostgreSQL. On SQLite a column's collation may say otherwise.
  private func mayBeGroupedForJudging() throws(Diagnostic) -> Bool {
    let type = try description().type
    return !sql.isSQLite && (type == "text" || type.hasPrefix("character varying"))
  }

  /// Says how a pass over rows takes a check's measures; it takes none where rows are filtered.
  func offer(_ natives: [NativeMeasure], to check: inout Check) {
    guard scope == nil, sql.isSQLite else { return }
    let pairs = zip(check.measures, natives).filter { measure, _ in !measure.isKnown }
    check.natives = Dictionary(pairs) { first, _ in first }
  }

  /// A check of all rows, missing values included: whether there are values is what is judged.
  func presenceCheck(unexpected: String, native: (String) -> NativeMeasure) throws -> Check {
    var check = Check(
      [count(), count(unexpected)],
      unexpected: .rows(
        condition: scoped(unexpected) ?? unexpected, columns: [try columnName()])
    ) { readings in
      .rows(RowCounts(elements: readings.count(0), unexpected: readings.count(1)))
    }
    offer([.rows, native(try columnName())], to: &check)
    return check
  }

  /// A check that counts rows that meet the condition `unexpected` among those that `present` counts.
  func rowCheck(present: Measure, unexpected: String, shows columns: [String]) -> Check {
    Check(
      [count(), present, count(unexpected)],
      unexpected: .rows(condition: scoped(unexpected) ?? unexpected, columns: columns)
    ) { readings in
      let elements = readings.count(0)
      return .rows(
        RowCounts(
          elements: elements, missing: elements - readings.count(1),
          unexpected: readings.count(2)))
    }
  }
}

extension ExpectationType {
  /// An expectation of the values of one column; `isCostly` where a value takes longer to judge than
  /// to find among a few others.
  static func columnMap(
    _ name: String, aliases: [String] = [], _ category: Category, summary: String,
    parameters: [Parameter] = [], sentence: @escaping @Sendable (Arguments) -> String,
    problems: @escaping @Sendable (Arguments) -> [ArgumentProblem] = { _ in [] },
    isCostly: Bool = false,
    rule: @escaping @Sendable (CheckContext) throws -> NativeRule? = { _ in nil },
    predicate: @escaping @Sendable (CheckContext, String) throws -> String
  ) -> ExpectationType {
    ExpectationType(
      name, aliases: aliases, category, .map, summary: summary,
      parameters: [.column] + parameters, sentence: sentence, problems: problems,
      check: { context in
        var check = try context.columnMap(rule: try rule(context)) { try predicate(context, $0) }
        check.isCostly = isCostly
        return check
      })
  }
}

extension CheckContext {
  /// A check of every value against aggregates of the column.
  ///
  /// The sample's condition has the aggregates as subqueries.
  func dependentMap(_ predicate: String, priors: [PriorAggregate]) throws -> Check {
    let column = try column()
    let unexpected = "\(column) IS NOT NULL AND NOT (\(predicate))"
    let condition = priors.reduce(scoped(unexpected) ?? unexpected) { text, prior in
      text.replacing(prior.reference, with: "(SELECT \(prior.sql) FROM \(table))")
    }
    return Check(
      [
        count(), countPresent(column),
        .dependent("count(*)" + filter(unexpected), prior: priors),
      ], unexpected: .rows(condition: condition, columns: [try columnName()])
    ) { readings in
      let elements = readings.count(0)
      return .rows(
        RowCounts(
          elements: elements, missing: elements - readings.count(1),
          unexpected: readings.count(2)))
    }
  }
}
