/// Dates and times as ISO 8601 text and as counts since 1970-01-01, in the proleptic Gregorian
/// calendar.
public enum CivilTime {
  public static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Days since 1970-01-01. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  public static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of `days(year:month:day:)`.
  public static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthIndex + 2) / 5 + 1
    )
  }

  /// Days in `month` (1 to 12) of `year`.
  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2024-02-29`
  public static func dateText(days: Int) -> String {
    var text = [UInt8]()
    append(days: days, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// `2024-02-29 13:05:00`, with up to six digits of a fraction where there is one.
  public static func timestampText(microseconds: Int64) -> String {
    var text = [UInt8]()
    append(microseconds: microseconds, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends `2024-02-29`.
  public static func append(days: Int, to text: inout [UInt8]) {
    let (year, month, day) = civil(fromDays: days)
    if year < 0 { text.append(UInt8(ascii: "-")) }
    append(abs(year), digits: 4, to: &text)
    text.append(UInt8(ascii: "-"))
    append(month, digits: 2, to: &text)
    text.append(UInt8(ascii: "-"))
    append(day, digits: 2, to: &text)
  }

  /// Appends `2024-02-29 13:05:00.25`.
  public static func append(microseconds: Int64, to text: inout [UInt8]) {
    var days = microseconds / microsecondsPerDay
    var rest = Int(microseconds % microsecondsPerDay)
    if rest < 0 {
      rest += Int(microsecondsPerDay)
      days -= 1
    }
    append(days: Int(days), to: &text)
    let seconds = rest / 1_000_000
    text.append(UInt8(ascii: " "))
    append(seconds / 3600, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(seconds % 60, digits: 2, to: &text)
    guard rest % 1_000_000 != 0 else { return }
    text.append(UInt8(ascii: "."))
    append(rest % 1_000_000, digits: 6, to: &text)
    while text.last == UInt8(ascii: "0") { text.removeLast() }
  }

  private static func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
