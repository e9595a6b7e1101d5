internal import Warehouse

/// A date or time as the server prints it in ISO style: `2024-02-29 13:05:00.25+05:30`,
/// `0044-03-15 BC`, `294276-12-31`, `infinity`.
struct TimeText {
  private let text: Substring
  private let isBeforeChrist: Bool

  init(_ text: String) {
    isBeforeChrist = text.hasSuffix(" BC")
    self.text = isBeforeChrist ? text.dropLast(3) : text[...]
  }

  /// Days since 1970-01-01; the ends of the range for the infinities.
  var days: Int32? {
    switch text {
    case "infinity": .max
    case "-infinity": .min
    default: civilDays(text).flatMap(Int32.init(exactly:))
    }
  }

  /// Microseconds since 1970-01-01, in UTC where a zone is written; nil also when that is too far
  /// away for the count.
  var microseconds: Int64? {
    switch text {
    case "infinity": return .max
    case "-infinity": return .min
    default: break
    }
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let days = civilDays(parts[0]), let time = time(parts[1]) else {
      return nil
    }
    let (day, isTooFar) = Int64(days).multipliedReportingOverflow(by: CivilTime.microsecondsPerDay)
    let (sum, isBeyond) = day.addingReportingOverflow(time)
    return isTooFar || isBeyond ? nil : sum
  }

  private func civilDays(_ text: Substring) -> Int? {
    let fields = text.split(separator: "-").map { Int($0) }
    guard fields.count == 3, let year = fields[0], let month = fields[1], let day = fields[2] else {
      return nil
    }
    return CivilTime.days(year: isBeforeChrist ? 1 - year : year, month: month, day: day)
  }

  /// `13:05:00.25+05:30` in microseconds since midnight UTC.
  private func time(_ text: Substring) -> Int64? {
    let zone = text.firstIndex { $0 == "+" || $0 == "-" } ?? text.endIndex
    guard let time = clock(text[..<zone]) else { return nil }
    if zone == text.endIndex { return time }
    guard let offset = clock(text[zone...].dropFirst()) else { return nil }
    return text[zone] == "-" ? time + offset : time - offset
  }

  /// `05`, `05:30`, `05:30:15.25` in microseconds.
  private func clock(_ text: Substring) -> Int64? {
    let fields = text.split(separator: ":")
    var seconds: Int64 = 0
    for (index, field) in fields.enumerated() where index < 3 {
      guard let number = Int64(field.prefix { $0 != "." }) else { return nil }
      seconds += number * [3600, 60, 1][index]
    }
    guard let fraction = fields.last.flatMap({ $0.split(separator: ".").dropFirst().first }) else {
      return seconds * 1_000_000
    }
    let digits = (fraction + "000000").prefix(6)
    return Int64(digits).map { seconds * 1_000_000 + $0 }
  }
}
