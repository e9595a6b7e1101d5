/// A moment on the calendar, proleptic Gregorian, without a time zone.
struct CivilTime: Hashable, Sendable {
  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Microseconds since 1970-01-01 00:00:00.
  var microseconds: Int64

  init(microseconds: Int64) { self.microseconds = microseconds }

  init(days: Int) { microseconds = Int64(days) * Self.microsecondsPerDay }

  /// Days from 1970-01-01 by the era method of Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms".
  static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  var date: (year: Int, month: Int, day: Int) {
    let days = Int(dayNumber) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private var dayNumber: Int64 {
    let days = microseconds / Self.microsecondsPerDay
    return microseconds % Self.microsecondsPerDay < 0 ? days - 1 : days
  }

  var microsecondsOfDay: Int64 { microseconds - dayNumber * Self.microsecondsPerDay }
}

extension CivilTime {
  /// `2024-03-31`
  var dateText: String {
    let date = date
    return "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
  }

  /// `2024-03-31 01:30:00`, with a fraction only where there is one: `01:30:00.25`.
  var text: String {
    let (clock, fraction) = clock
    guard fraction > 0 else { return "\(dateText) \(clock)" }
    var digits = Self.padded(fraction, 6)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(dateText) \(clock).\(digits)"
  }

  /// `2024-03-31 01:30:00.250000`
  var fullText: String {
    let (clock, fraction) = clock
    return "\(dateText) \(clock).\(Self.padded(fraction, 6))"
  }

  private var clock: (text: String, fraction: Int) {
    let seconds = Int(microsecondsOfDay / 1_000_000)
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, 2) }
    return (parts.joined(separator: ":"), Int(microsecondsOfDay % 1_000_000))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CivilTime {
  /// Reads `2024-03-31`, `2024-03-31 01:30`, `2024-03-31T01:30:00.25`, also with `Z` or an offset
  /// (`+02:00`), which is taken off; nil for anything else, and for days that do not exist.
  init?(parsing text: String) {
    var scanner = DigitScanner(Array(text.utf8))
    guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2),
      scanner.take("-"), let day = scanner.number(2), (1...12).contains(month)
    else { return nil }
    self.init(days: Self.days(year: year, month: month, day: day))
    guard (1...31).contains(day), date == (year, month, day) else { return nil }
    if scanner.isAtEnd { return }
    guard scanner.take(" ") || scanner.take("T"), let time = scanner.timeOfDay(),
      let offset = scanner.offset(), scanner.isAtEnd
    else { return nil }
    microseconds += time - offset
  }
}

/// Reads digits and marks from the front of a text.
private struct DigitScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == mark.value else { return false }
    index += 1
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard index + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<index + width] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    index += width
    return value
  }

  /// Microseconds since midnight of `hh:mm[:ss[.ffffff]]`.
  mutating func timeOfDay() -> Int64? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else {
      return nil
    }
    var microseconds = Int64(hour * 3600 + minute * 60) * 1_000_000
    guard take(":") else { return microseconds }
    guard let second = number(2), second < 60 else { return nil }
    microseconds += Int64(second) * 1_000_000
    guard take(".") else { return microseconds }
    var unit: Int64 = 100_000
    while let digit = number(1) {
      microseconds += Int64(digit) * unit
      unit /= 10
    }
    return microseconds
  }

  /// Microseconds east of UTC; 0 where none is written, nil where it is no offset.
  mutating func offset() -> Int64? {
    if isAtEnd || take("Z") { return 0 }
    let sign: Int64 = take("-") ? -1 : 1
    guard sign < 0 || take("+"), let hours = number(2) else { return nil }
    let minutes = take(":") || !isAtEnd ? number(2) : 0
    guard let minutes else { return nil }
    return sign * Int64(hours * 3600 + minutes * 60) * 1_000_000
  }
}
