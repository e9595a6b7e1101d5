import Warehouse

/// A day of the proleptic Gregorian calendar.
struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  let days: Int

  init(days: Int) {
    self.days = days
  }

  /// nil for a day that does not exist, or a year that Python does not know (1 to 9999).
  init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...CivilTime.daysInMonth(month, of: year)).contains(day)
    else { return nil }
    days = CivilTime.days(year: year, month: month, day: day)
  }

  static func < (one: CivilDate, other: CivilDate) -> Bool { one.days < other.days }

  var civil: (year: Int, month: Int, day: Int) { CivilTime.civil(fromDays: days) }
  var text: String { CivilTime.dateText(days: days) }

  /// Monday is 0.
  var weekday: Int { ((days + 3) % 7 + 7) % 7 }
  /// 1 to 366.
  var dayOfYear: Int { days - CivilTime.days(year: civil.year, month: 1, day: 1) + 1 }

  /// Python's ordinal: 0001-01-01 is 1.
  var ordinal: Int { days + 719_163 }

  /// The week of ISO 8601 and the year it belongs to.
  var isoWeek: (year: Int, week: Int) {
    let thursday = CivilDate(days: days - weekday + 3)
    return (thursday.civil.year, (thursday.dayOfYear - 1) / 7 + 1)
  }
}

/// A date and a time of day, in no particular zone.
struct LocalTime: Hashable, Comparable, Sendable {
  static let second: Int64 = 1_000_000
  static let day: Int64 = 86_400 * second

  /// Microseconds since 1970-01-01 00:00:00.
  let microseconds: Int64

  init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  init(_ date: CivilDate, ofDay: Int64 = 0) {
    microseconds = Int64(date.days) * Self.day + ofDay
  }

  static func < (one: LocalTime, other: LocalTime) -> Bool { one.microseconds < other.microseconds }

  var date: CivilDate {
    let days = microseconds / Self.day
    return CivilDate(days: Int(microseconds % Self.day < 0 ? days - 1 : days))
  }

  /// Microseconds since midnight.
  var ofDay: Int64 { microseconds - Int64(date.days) * Self.day }

  func adding(_ more: Int64) -> LocalTime { LocalTime(microseconds: microseconds + more) }
}

/// Microseconds since midnight, taken apart and put together.
struct ClockTime {
  var hour: Int
  var minute: Int
  var second: Int
  var microsecond: Int

  init(_ ofDay: Int64) {
    let seconds = Int(ofDay / LocalTime.second)
    hour = seconds / 3600
    minute = seconds / 60 % 60
    second = seconds % 60
    microsecond = Int(ofDay % LocalTime.second)
  }

  /// nil for a time that no clock shows.
  init?(hour: Int, minute: Int, second: Int, microsecond: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999_999).contains(microsecond)
    else { return nil }
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  var ofDay: Int64 {
    Int64(hour * 3600 + minute * 60 + second) * LocalTime.second + Int64(microsecond)
  }

  /// `13:05:00`, with the fraction where there is one.
  var text: String {
    let whole = "\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))"
    return microsecond == 0 ? whole : "\(whole).\(microsecond.padded(6))"
  }
}

extension Int {
  /// With zeros in front, at least `width` digits.
  func padded(_ width: Int, with filling: Character = "0") -> String {
    let digits = String(self)
    return String(repeating: filling, count: Swift.max(0, width - digits.count)) + digits
  }
}
