import Diagnostics
package import Warehouse

/// Decides what is asked of the database to validate `suites` on one relation; asks nothing itself.
///
/// All aggregates of all expectations and row filters share one statement, groups over the same keys
/// another; a statement that several suites need is the first one's. An expectation that cannot be
/// checked (an unknown column) keeps its place with the reason.
///
/// - Parameter options: one for each suite.
package func plan(
  _ suites: [(suite: Suite, options: PlanOptions)], on relation: Relation,
  columns: [ColumnDescription], dialect: any Dialect
) -> [SuitePlan] {
  let sql = SQLSpelling(dialect: dialect)
  var checks = suites.map { suite, options in
    suite.expectations.map { expectation in
      PlannedCheck(
        expectation: expectation,
        check: check(
          expectation, of: suite.name, on: relation, columns: columns, sql: sql, options: options))
    }
  }
  // What is judged by value is read of all rows; partitions that have not changed are not read at all.
  let isWhole = suites.map { $0.suite.partitioning == nil || $0.options.partitions == nil }
  let judging = ValueJudging(
    zip(checks, isWhole).flatMap { $1 ? $0 : [] },
    statistics: suites.first?.options.statistics ?? RelationStatistics())
  checks = zip(checks, isWhole).map { $1 ? $0.map(judging.applied) : $0 }
  let builder = StatementBuilder(
    relation: relation, sql: sql,
    natives: (columns: columns, measures: checks.flatMap(\.self).natives),
    rowCount: suites.first?.options.statistics.rowCount,
    partitions: zip(suites, checks).reduce(into: []) { all, entry in
      let ((suite, options), checks) = entry
      guard suite.partitioning != nil, let knowledge = options.partitions else { return }
      all.add(checks.measures, knowledge, columns, hiding: options.hides)
    }, provesKeys: true)
  var statements = builder.statements(for: checks.flatMap(\.self).measures)
  return zip(suites, checks).map { entry, checks in
    let needed = Set(checks.measures)
    let isOwn = { (statement: PlannedStatement) in
      statement.measures.contains(where: needed.contains)
    }
    let own = statements.filter(isOwn)
    statements.removeAll(where: isOwn)
    return SuitePlan(
      suite: entry.suite, relation: relation, statements: own, checks: checks, columns: columns,
      options: entry.options, sql: sql)
  }
}

/// The same for one suite.
package func plan(
  _ suite: Suite, on relation: Relation, columns: [ColumnDescription], dialect: any Dialect,
  options: PlanOptions = PlanOptions()
) -> SuitePlan {
  plan([(suite, options)], on: relation, columns: columns, dialect: dialect)[0]
}

extension [PlannedCheck] {
  fileprivate var measures: [Measure] {
    flatMap { planned in (try? planned.check.get())?.measures ?? [] }
  }

  fileprivate var natives: [Measure: NativeMeasure] {
    reduce(into: [:]) { all, planned in
      guard case .success(let check) = planned.check else { return }
      all.merge(check.natives) { first, _ in first }
    }
  }
}

private func check(
  _ expectation: Expectation, of suite: String, on relation: Relation,
  columns: [ColumnDescription], sql: SQLSpelling, options: PlanOptions
) -> Result<Check, Diagnostic> {
  do {
    let scope = try RowCondition.all(expectation.rowConditions).sql(sql, columns: columns)
    let context = CheckContext(
      arguments: expectation.arguments, relation: relation, columns: columns, sql: sql,
      scope: scope, statistics: options.statistics, relations: options.relations,
      history: options.history.map {
        PastMeasurements(metrics: sql.dialect.render($0), suite: suite, expectation: expectation.id)
      }, timeZones: options.timeZones)
    return .success(try expectation.type.check(context))
  } catch let diagnostic as Diagnostic {
    guard columns.isEmpty, diagnostic.code == "unknown-column" else {
      return .failure(diagnostic.placed(at: expectation.span))
    }
    return .failure(
      Diagnostic(
        code: "expectation-not-evaluated",
        "`\(relation.identifier)` has no columns: it was not built, or is gone",
        at: expectation.span))
  } catch {
    return .failure(
      Diagnostic(code: "expectation-not-evaluated", "\(error)", at: expectation.span))
  }
}
