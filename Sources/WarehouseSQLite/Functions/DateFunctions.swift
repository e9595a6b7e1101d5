@preconcurrency import Glibc
import Warehouse

/// Functions on dates and times, which are texts in SQLite (`2024-12-31`, `2024-12-31 23:59:59.5`,
/// perhaps with an offset, which is reckoned to UTC). What is no date or time is an error, as in
/// PostgreSQL. Whole numbers come back as integers, where PostgreSQL returns doubles.
enum DateFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction("date_trunc", 2...2) { arguments throws(FunctionFailure) in
      let unit = try DateUnit(arguments.text(0))
      let time = try arguments.timestamp(1)
      let start = truncated(CivilParts(time.microseconds), to: unit)
      return .text(text(start, hasZone: time.hasZone))
    },
    ScalarFunction("date_part", 2...2) { arguments throws(FunctionFailure) in
      try part(arguments.text(0), of: CivilParts(try arguments.timestamp(1).microseconds))
    },
    ScalarFunction("dateadd", 3...3) { arguments throws(FunctionFailure) in
      let unit = try DateUnit(arguments.text(0))
      let time = try arguments.timestamp(2)
      let sum = try adding(try arguments.double(1), unit, to: time.microseconds)
      return .text(text(sum, hasZone: time.hasZone))
    },
    // How many starts of the unit lie between the two, as dbt's `datediff` counts.
    ScalarFunction("datediff", 3...3) { arguments throws(FunctionFailure) in
      let unit = try DateUnit(arguments.text(0))
      let (one, other) = (try arguments.timestamp(1), try arguments.timestamp(2))
      return .integer(
        difference(CivilParts(one.microseconds), CivilParts(other.microseconds), in: unit))
    },
    ScalarFunction("last_day", 1...2) { arguments throws(FunctionFailure) in
      // Both orders are in use: `last_day(day)`, `last_day(day, 'quarter')`.
      let unit = arguments.count > 1 ? try DateUnit(arguments.text(1)) : .month
      let start = truncated(CivilParts(try arguments.timestamp(0).microseconds), to: unit)
      let next = try adding(1, unit, to: start)
      return .text(CivilTime.dateText(days: CivilParts(next).days - 1))
    },
    ScalarFunction("make_date", 3...3) { arguments throws(FunctionFailure) in
      let parts = (
        try arguments.integer(0), try arguments.integer(1), try arguments.integer(2)
      )
      guard (1...9999).contains(parts.0), (1...12).contains(parts.1),
        (1...CivilTime.daysInMonth(parts.1, of: parts.0)).contains(parts.2)
      else { throw FunctionFailure("there is no day \(parts.0)-\(parts.1)-\(parts.2)") }
      return .text(
        CivilTime.dateText(days: CivilTime.days(year: parts.0, month: parts.1, day: parts.2)))
    },
    // Deterministic for SQLite, so that all rows of a statement get the same time, as SQLite's own
    // `datetime('now')` does within a step.
    ScalarFunction("now", 0...0) { _ in
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
      return .text(CivilTime.timestampText(microseconds: microseconds))
    },
  ]

  static func text(_ time: Int64, hasZone: Bool) -> String {
    CivilTime.timestampText(microseconds: time) + (hasZone ? "+00:00" : "")
  }

  /// The start of the unit that `parts` lies in; weeks start on Monday.
  static func truncated(_ parts: CivilParts, to unit: DateUnit) -> Int64 {
    switch unit {
    case .week: return Int64(parts.days - parts.isoWeekday + 1) * CivilTime.microsecondsPerDay
    case .microsecond, .millisecond, .second, .minute, .hour, .day:
      let length = unit.microseconds ?? 1
      return parts.time - parts.microseconds % length
    case .month, .quarter:
      let months = unit.months ?? 1
      return start(parts.year, (parts.month - 1) / months * months + 1)
    case .year: return start(parts.year, 1)
    case .decade: return start(floor(parts.year, 10), 1)
    // The first century and millennium start with the year 1.
    case .century: return start(floor(parts.year - 1, 100) + 1, 1)
    case .millennium: return start(floor(parts.year - 1, 1000) + 1, 1)
    }
  }

  private static func start(_ year: Int, _ month: Int) -> Int64 {
    Int64(CivilTime.days(year: year, month: month, day: 1)) * CivilTime.microsecondsPerDay
  }

  private static func floor(_ year: Int, _ step: Int) -> Int {
    (year >= 0 ? year / step : (year - step + 1) / step) * step
  }

  /// Units of months take whole numbers, the others also fractions.
  static func adding(
    _ count: Double, _ unit: DateUnit, to time: Int64
  ) throws(FunctionFailure) -> Int64 {
    // Beyond it lies no year of four digits.
    guard abs(count) < 1e15 else { throw FunctionFailure("\(count) is too many") }
    if let months = unit.months {
      return CivilParts(time).adding(months: Int(count) * months).time
    }
    let microseconds = count * Double(unit.microseconds ?? 1)
    guard abs(microseconds) < 9e18 else { throw FunctionFailure("\(count) is too many") }
    return time + Int64(microseconds.rounded())
  }

  private static func difference(_ one: CivilParts, _ other: CivilParts, in unit: DateUnit) -> Int64
  {
    switch unit {
    case .month, .quarter:
      let months = unit.months ?? 1
      return Int64(other.monthIndex / months - one.monthIndex / months)
    case .year, .decade, .century, .millennium:
      return Int64((other.year - one.year) / ((unit.months ?? 12) / 12))
    // Weeks start on Sunday here, as in dbt's macro.
    case .week: return Int64((other.days - other.weekday - one.days + one.weekday) / 7)
    default:
      let starts = [one, other].map { truncated($0, to: unit) / (unit.microseconds ?? 1) }
      return starts[1] - starts[0]
    }
  }

  private static func part(
    _ name: String, of parts: CivilParts
  ) throws(FunctionFailure) -> FunctionValue {
    let whole: Int
    switch name.lowercased() {
    case "year", "years": whole = parts.year
    case "isoyear": whole = parts.isoWeek.year
    case "quarter": whole = (parts.month - 1) / 3 + 1
    case "month", "months": whole = parts.month
    case "week", "weeks": whole = parts.isoWeek.week
    case "day", "days": whole = parts.day
    case "dow", "dayofweek": whole = parts.weekday
    case "isodow", "dayofweekiso": whole = parts.isoWeekday
    case "doy", "dayofyear": whole = parts.dayOfYear
    case "hour", "hours": whole = parts.hour
    case "minute", "minutes": whole = parts.minute
    case "second", "seconds": return number(parts.microseconds % 60_000_000, in: 1_000_000)
    case "millisecond", "milliseconds": return number(parts.microseconds % 60_000_000, in: 1000)
    case "microsecond", "microseconds": whole = Int(parts.microseconds % 60_000_000)
    case "epoch": return number(parts.time, in: 1_000_000)
    case "decade": whole = floor(parts.year, 10) / 10
    case "century": whole = floor(parts.year - 1, 100) / 100 + 1
    case "millennium": whole = floor(parts.year - 1, 1000) / 1000 + 1
    default: throw FunctionFailure("`\(name)` is no part of a date or time")
    }
    return .integer(Int64(whole))
  }

  private static func number(_ value: Int64, in unit: Int64) -> FunctionValue {
    value % unit == 0 ? .integer(value / unit) : .double(Double(value) / Double(unit))
  }
}

extension CivilParts {
  /// Months since the year 0.
  fileprivate var monthIndex: Int { year * 12 + month - 1 }
}
