internal import Calendars

/// Dates and times as ISO 8601 writes them, appended byte by byte.
enum ISOText {
  /// `2024-01-31`
  static func append(date days: Int, to bytes: inout [UInt8]) {
    let date = CivilDate(daysSince1970: days)
    append(date.year, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(date.month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(date.day, digits: 2, to: &bytes)
  }

  /// `18:45:00`, for seconds of a day.
  static func append(time seconds: Int, to bytes: inout [UInt8]) {
    append(seconds / 3600, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(seconds % 60, digits: 2, to: &bytes)
  }

  /// `2024-01-31 18:45:00`, with `.250000` behind it when there is a fraction of a second.
  static func append(timestamp microseconds: Int64, to bytes: inout [UInt8]) {
    let (seconds, fraction) = floorDivide(Int(microseconds), 1_000_000)
    let (days, time) = floorDivide(seconds, 86_400)
    append(date: days, to: &bytes)
    bytes.append(UInt8(ascii: " "))
    append(time: time, to: &bytes)
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    append(fraction, digits: 6, to: &bytes)
  }

  /// At least `digits` digits of a number that is not negative.
  static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
    var power = 1
    for _ in 1..<max(1, digits) { power *= 10 }
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }

  static func floorDivide(_ a: Int, _ b: Int) -> (quotient: Int, remainder: Int) {
    let remainder = (a % b + b) % b
    return ((a - remainder) / b, remainder)
  }
}
