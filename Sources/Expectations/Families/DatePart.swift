import Diagnostics
import PlainData
import Warehouse

/// A unit in which times are counted.
enum DatePart: String, CaseIterable {
  case minute, hour, day, week, month, year

  /// nil for months and years, which differ in length.
  var seconds: Int? {
    switch self {
    case .minute: 60
    case .hour: 3600
    case .day: 86_400
    case .week: 604_800
    case .month, .year: nil
    }
  }
}

extension ParameterKind {
  static let datePart = choice(DatePart.allCases.map(\.rawValue))
}

extension CheckContext {
  /// The number of the period in which a time lies: whole minutes, hours, days since 1970, weeks from
  /// Monday to Sunday, months and years of the calendar; times without a zone are UTC.
  func period(of name: String, _ part: DatePart) throws(Diagnostic) -> String {
    let column = try column(name)
    let months: (String, String) =
      sql.isSQLite
      ? (
        "CAST(strftime('%Y', \(column)) AS INTEGER)", "CAST(strftime('%m', \(column)) AS INTEGER)"
      )
      : ("extract(year FROM \(column))::integer", "extract(month FROM \(column))::integer")
    switch part {
    case .year: return months.0
    case .month: return "(\(months.0) * 12 + \(months.1))"
    // 1970-01-01 was a Thursday.
    case .week: return try wholeUnits(of: "(\(epoch(name)) + 259200)", 604_800)
    case .minute, .hour, .day: return try wholeUnits(of: epoch(name), part.seconds ?? 1)
    }
  }

  private func wholeUnits(of epoch: String, _ seconds: Int) -> String {
    "CAST(floor(\(epoch) / \(seconds).0) AS bigint)"
  }

  /// The moment so many units before now, as the column that argument `name` names is compared with.
  func moment(ago count: Int, _ part: DatePart, for name: String) throws(Diagnostic) -> String {
    if sql.isSQLite {
      let days = part == .week ? "-\(count * 7) days" : "-\(count) \(part.rawValue)s"
      return "strftime('%Y-%m-%d %H:%M:%f', 'now', '\(days)')"
    }
    let isZoned =
      sql.dialect.columnType(ofSQLType: try description(name).type) == .timestampWithTimeZone
    return "(\(isZoned ? "now()" : "(now() AT TIME ZONE 'UTC')")"
      + " - interval '\(count) \(part.rawValue)s')"
  }
}
