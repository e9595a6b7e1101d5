import Calendars
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
    let incomplete = "found <> expected" + (ignoresEdges ? " AND NOT is_edge" : "")
    let all = ignoresEdges ? "span - 2" : "span"
    let judged = context.sql.isSQLite ? "max(\(all), 0)" : "greatest(\(all), 0)"
    let counts = """
      \(try days())
      SELECT (SELECT coalesce(sum(\(judged)), 0) FROM spans) AS days,
        (SELECT coalesce(sum(span - present), 0) FROM spans) AS absent,
        count(*) FILTER (WHERE \(incomplete)) AS incomplete
      FROM judged
      """
    let sample =
      try days() + "\nSELECT \(list("local_day AS day", "found AS readings", "expected"))"
      + " FROM judged WHERE \(incomplete) ORDER BY \(list("local_day"))"
    return Check([.query(counts, scans: 1)], unexpected: .query(sample)) { readings in
      let row = (readings.table(0).rows.first ?? []).map { $0.integer ?? 0 }
      guard row.count == 3 else { throw Readings.Unreadable() }
      return .rows(RowCounts(elements: row[0], missing: 0, unexpected: row[1] + row[2]))
    }
  }

  private func list(_ columns: String...) -> String { (keys + columns).joined(separator: ", ") }

  private func days() throws -> String {
    let time = try context.column("time_column")
    let day = try context.localPart(.day, of: "time_column")
    let length =
      context.sql.isSQLite
      ? "CAST(julianday(max(local_day)) - julianday(min(local_day)) AS INTEGER) + 1"
      : "max(local_day) - min(local_day) + 1"
    let places = (1...keys.count + 1).map(String.init).joined(separator: ", ")
    let group = keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))"
    let window = "OVER (\(context.partition(keys)))"
    return """
      WITH days AS (SELECT \(list("\(day) AS local_day")), count(*) AS found
        FROM \(context.table)\(context.whereClause("\(time) IS NOT NULL")) GROUP BY \(places)),
      spans AS (SELECT \(list("\(length) AS span")), count(*) AS present FROM days\(group)),
      judged AS (SELECT \(list("local_day", "found")), \(try expected()) AS expected,
        (local_day = min(local_day) \(window) OR local_day = max(local_day) \(window)) AS is_edge
        FROM days)
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
        ? "\(usual)" : "CASE local_day \(cases.joined(separator: " ")) ELSE \(usual) END"
    }
    let name = try context.sql.literal(zone)
    return "extract(epoch FROM ((local_day + 1)::timestamp AT TIME ZONE \(name))"
      + " - (local_day::timestamp AT TIME ZONE \(name))) / \(step * 60)"
  }
}
