internal import AnomalyDetection
internal import Warehouse

extension IsolationForestRun {
  /// The rows stay where they are: the forest goes to them as a query.
  func scoreInDatabase(with trained: TrainedForest) throws {
    guard let input = context.inputs[0] as? any QueryableInput,
      let output = context.output as? any QueryableOutput
    else {
      throw ModelError("the input is in no database", argument: "score_in")
    }
    let query: ForestQuery
    do {
      query = try ForestQuery(trained, arguments, dialect: input.dialect)
    } catch {
      throw ModelError(error)
    }
    try checkRows(of: input, query)
    context.report(progress: 0, "scoring in the database")
    try output.append(rowsOf: query.sql(over: input.source, columns: input.columns))
    try checkKeys(of: output)
    report(try totals(of: output), of: trained)
  }

  /// Throws: what reading the rows here would have found in them, of the row with the least key.
  private func checkRows(of input: any QueryableInput, _ query: ForestQuery) throws {
    let nullKeys = arguments.key.map { name in
      (condition: "\(name: name) is null" as SQL, error: { ModelError.nullKey(name, $0) })
    }
    let numbers = arguments.features.filter { name in
      !arguments.categorical.contains(name) && ForestQuery.mayBeInfinite(name, input.columns)
    }
    let infinities = numbers.map { name in
      let bounds: SQL = "(\(.double(.infinity)), \(.double(-.infinity)))"
      return (
        condition: "(\(query.number(name, input.columns))) in \(bounds)" as SQL,
        error: { ModelError.infinite(name, $0) }
      )
    }
    let problems = nullKeys + infinities
    let cases = problems.enumerated().map { number, problem in
      "when \(problem.condition) then \(.integer(Int64(number)))" as SQL
    }.joined(by: " ")
    // One scan; a subquery, because `source` may have a condition of its own.
    let rows = try input.rows(
      of: """
        select \(keyList), problem from (
          select \(keyList), case \(cases) end as problem from \(input.source)
        ) as judged
        where problem is not null order by \(keyList) limit 1
        """)
    guard let row = rows.first, case .integer(let number)? = row.last else { return }
    throw problems[Int(number)].error(InputRows.keyText(row.dropLast(), arguments.key))
  }

  private func checkKeys(of output: any QueryableOutput) throws {
    let keys = keyList
    let twice = try output.rows { rows in
      "select \(keys) from \(rows) group by \(keys) having count(*) > 1 order by \(keys) limit 1"
    }
    if let key = twice.first {
      throw ModelError.repeatedKey(InputRows.keyText(key, arguments.key))
    }
  }

  private func totals(of output: any QueryableOutput) throws -> Scoring.Totals {
    let rows = try output.rows { rows in
      """
      select count(*), sum(case when is_anomaly then 1 else 0 end),
        cast(sum(anomaly_score) as \(.double))
      from \(rows)
      """
    }
    guard let row = rows.first, row.count == 3, case .integer(let count) = row[0] else {
      return Scoring.Totals()
    }
    let anomalies = if case .integer(let number) = row[1] { Int(number) } else { 0 }
    let sum = if case .double(let number) = row[2] { number } else { 0.0 }
    return Scoring.Totals(rows: Int(count), anomalies: anomalies, sum: sum)
  }

  private var keyList: SQL { arguments.key.map { "\(name: $0)" as SQL }.joined(by: ", ") }
}
