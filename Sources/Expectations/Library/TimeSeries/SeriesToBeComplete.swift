import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Days are local: where the clock changes, a day of quarter hours has 92 or 100 readings.
  static let seriesToBeComplete = ExpectationType(
    "expect_series_to_be_complete", .timeSeries, .map,
    summary: "Every series has, on every day from its first to its last, a reading a step.",
    parameters: [
      .timeColumn, .keyColumns, .required("step_minutes", .number, "The step of all series."),
      .timeZone,
      .optional(
        "ignore_edge_days", .flag,
        "Whether the first and the last day of a series, which may be cut, are left out."),
    ],
    sentence: {
      "\($0.name("time_column")) has a reading every \($0.word("step_minutes")) minutes of every day"
    },
    problems: { arguments in
      if let step = arguments["step_minutes"]?.double, step > 0, step <= 1440 { return [] }
      return [
        ArgumentProblem(
          argument: "step_minutes", code: "argument-out-of-range",
          message: "`step_minutes` must be above 0 and at most 1440")
      ]
    },
    check: { try SeriesDays($0).check() })
}

/// The days of series, counted in the database.
private struct SeriesDays {
  let context: CheckContext
  private let keys: [String]
  private let ignoresEdges: Bool

  init(_ context: CheckContext) throws {
    self.context = context
    keys = try context.keys()
    ignoresEdges = context.arguments.flag("ignore_edge_days")
  }

  /// Rows of the check are days: judged are those from a series' first to its last, unexpected are
  /// those with another number of readings and those without any.
  func check() throws -> Check {
    let present = "n <> expected" + (ignoresEdges ? " AND NOT is_edge" : "")
    let all = ignoresEdges ? "span - 2" : "span"
    let zero = context.sql.isSQLite ? "max(\(all), 0)" : "greatest(\(all), 0)"
    let counts = """
      \(try days())
      SELECT (SELECT coalesce(sum(\(zero)), 0) FROM spans) AS days,
        (SELECT coalesce(sum(span - present), 0) FROM spans) AS absent,
        count(*) FILTER (WHERE \(present)) AS incomplete
      FROM judged
      """
    let sample =
      try days() + "\nSELECT \(list("day", "n AS readings", "expected")) FROM judged"
      + " WHERE \(present) ORDER BY \(list("day"))"
    return Check([.query(counts, scans: 1)], unexpected: .query(sample)) { readings in
      let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
      guard row.count == 3 else { throw Readings.Unreadable() }
      return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1] + row[2]))
    }
  }

  private func list(_ columns: String...) -> String {
    (keys + columns).joined(separator: ", ")
  }

  private func days() throws -> String {
    let time = try context.column("time_column")
    let day = try context.localPart(.day, of: "time_column")
    let length =
      context.sql.isSQLite
      ? "CAST(julianday(max(day)) - julianday(min(day)) AS INTEGER) + 1"
      : "max(day) - min(day) + 1"
    let group = keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))"
    let window = "OVER (\(context.partition(keys)))"
    return """
      WITH days AS (SELECT \(list("\(day) AS day")), count(*) AS n
        FROM \(context.table)\(context.whereClause("\(time) IS NOT NULL")) GROUP BY \(list(day))),
      spans AS (SELECT \(list("\(length) AS span")), count(*) AS present FROM days\(group)),
      judged AS (SELECT \(list("day", "n")), \(try expected()) AS expected,
        (day = min(day) \(window) OR day = max(day) \(window)) AS is_edge FROM days)
      """
  }

  /// Readings of a whole day: its minutes, divided by the step.
  private func expected() throws -> String {
    let step = try context.arguments.number("step_minutes")
    guard let zone = context.arguments["time_zone"]?.string else { return "\(1440 / step)" }
    if context.sql.isSQLite {
      let rules = try context.timeZone(zone)
      let cases = rules.unusualDays.map { day, seconds in
        "WHEN '\(day.dateText)' THEN \(Double(seconds) / 60 / step)"
      }
      let usual = 1440 / step
      return cases.isEmpty
        ? "\(usual)" : "CASE day \(cases.joined(separator: " ")) ELSE \(usual) END"
    }
    let name = try context.sql.literal(zone)
    return "extract(epoch FROM ((day + 1)::timestamp AT TIME ZONE \(name))"
      + " - (day::timestamp AT TIME ZONE \(name))) / \(step * 60)"
  }
}
