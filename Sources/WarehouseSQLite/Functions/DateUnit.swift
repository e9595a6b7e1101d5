import Warehouse

/// A unit of time as PostgreSQL's date functions name it.
enum DateUnit: String, CaseIterable {
  case microsecond, millisecond, second, minute, hour, day, week, month, quarter, year, decade,
    century, millennium

  /// Throws: for a name that is none, singular or plural, whatever its case.
  init(_ name: String) throws(FunctionFailure) {
    let name = name.lowercased()
    let irregular = ["centuries": Self.century, "millennia": .millennium]
    let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
    guard let unit = Self(rawValue: name) ?? irregular[name] ?? Self(rawValue: singular) else {
      throw FunctionFailure("`\(name)` is no unit of time")
    }
    self = unit
  }

  /// The length in microseconds; nil for units of months.
  var microseconds: Int64? {
    switch self {
    case .microsecond: 1
    case .millisecond: 1000
    case .second: 1_000_000
    case .minute: 60_000_000
    case .hour: 3_600_000_000
    case .day: CivilTime.microsecondsPerDay
    case .week: 7 * CivilTime.microsecondsPerDay
    default: nil
    }
  }

  /// The length in months; nil for units of time.
  var months: Int? {
    switch self {
    case .month: 1
    case .quarter: 3
    case .year: 12
    case .decade: 120
    case .century: 1200
    case .millennium: 12_000
    default: nil
    }
  }
}

/// A point in time in its parts, without a zone.
struct CivilParts {
  var days: Int
  var year: Int
  var month: Int
  var day: Int
  /// Since midnight.
  var microseconds: Int64

  init(_ time: Int64) {
    let perDay = CivilTime.microsecondsPerDay
    days = Int(time >= 0 ? time / perDay : (time - perDay + 1) / perDay)
    microseconds = time - Int64(days) * perDay
    (year, month, day) = CivilTime.civil(fromDays: days)
  }

  var time: Int64 { Int64(days) * CivilTime.microsecondsPerDay + microseconds }
  var hour: Int { Int(microseconds / 3_600_000_000) }
  var minute: Int { Int(microseconds / 60_000_000 % 60) }
  var second: Int { Int(microseconds / 1_000_000 % 60) }
  var fraction: Int { Int(microseconds % 1_000_000) }
  /// From 0 for Sunday.
  var weekday: Int { ((days + 4) % 7 + 7) % 7 }
  /// From 1 for Monday (ISO 8601).
  var isoWeekday: Int { weekday == 0 ? 7 : weekday }
  var dayOfYear: Int { days - CivilTime.days(year: year, month: 1, day: 1) + 1 }

  /// The year and week of ISO 8601: the week belongs to the year of its Thursday.
  var isoWeek: (year: Int, week: Int) {
    let thursday = days - isoWeekday + 4
    let year = CivilTime.civil(fromDays: thursday).year
    return (year, (thursday - CivilTime.days(year: year, month: 1, day: 1)) / 7 + 1)
  }

  /// The same time of day, `months` later; days that the month lacks become its last.
  func adding(months: Int) -> CivilParts {
    let index = year * 12 + month - 1 + months
    let year = index >= 0 ? index / 12 : (index - 11) / 12
    let month = index - year * 12 + 1
    let day = min(day, CivilTime.daysInMonth(month, of: year))
    let days = Int64(CivilTime.days(year: year, month: month, day: day))
    return CivilParts(days * CivilTime.microsecondsPerDay + microseconds)
  }
}
