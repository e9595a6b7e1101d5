/// The rule of a zone file's last line: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX.1, with RFC 8536's
/// extensions of hours). Zones without clock changes (`UTC0`) have none.
struct FutureRule: Hashable, Sendable {
  /// A day by month, week (5 for the last) and day of the week (0 for Sunday), and seconds after its
  /// midnight.
  struct YearlyMoment: Hashable, Sendable {
    var month: Int
    var week: Int
    var weekday: Int
    var seconds: Int
  }

  private var standardOffset: Int
  private var summerOffset: Int
  private var summerStart: YearlyMoment
  private var summerEnd: YearlyMoment

  init?(_ text: String) {
    let parts = text.split(separator: ",").map(String.init)
    guard parts.count == 3, let start = YearlyMoment(parts[1]), let end = YearlyMoment(parts[2])
    else { return nil }
    var scanner = ZoneScanner(Array(parts[0].utf8))
    guard scanner.skipName(), let standard = scanner.time(), scanner.skipName() else { return nil }
    // Written west of UTC as positive.
    standardOffset = -standard
    summerOffset = scanner.isAtEnd ? standardOffset + 3600 : scanner.time().map(-) ?? 0
    summerStart = start
    summerEnd = end
  }

  func changes(after moment: Int, until lastYear: Int) -> [TimeZoneRules.Change] {
    (1970...lastYear).flatMap { year in
      [
        TimeZoneRules.Change(
          moment: summerStart.localSeconds(in: year) - standardOffset, offset: summerOffset),
        TimeZoneRules.Change(
          moment: summerEnd.localSeconds(in: year) - summerOffset, offset: standardOffset),
      ]
    }.filter { $0.moment > moment }.sorted { $0.moment < $1.moment }
  }
}

extension FutureRule.YearlyMoment {
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "/").map(String.init)
    let numbers = parts[0].dropFirst().split(separator: ".").compactMap { Int($0) }
    guard parts[0].hasPrefix("M"), numbers.count == 3 else { return nil }
    var scanner = ZoneScanner(Array((parts.count > 1 ? parts[1] : "2").utf8))
    guard let seconds = scanner.time() else { return nil }
    (month, week, weekday) = (numbers[0], numbers[1], numbers[2])
    self.seconds = seconds
  }

  /// Seconds from 1970 to the moment, on the local clock.
  fileprivate func localSeconds(in year: Int) -> Int {
    let first = CivilDate(year: year, month: month, day: 1).daysSince1970
    let next =
      month == 12
      ? CivilDate(year: year + 1, month: 1, day: 1).daysSince1970
      : CivilDate(year: year, month: month + 1, day: 1).daysSince1970
    // 1970-01-01 was a Thursday.
    let firstWeekday = ((first + 4) % 7 + 7) % 7
    var day = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
    while day >= next { day -= 7 }
    return day * 86_400 + seconds
  }
}

/// Reads names and signed times from a rule.
private struct ZoneScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  /// Letters, or anything in angle brackets: `CET`, `<+0330>`.
  mutating func skipName() -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == UInt8(ascii: "<") {
      guard let close = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { return false }
      index = close + 1
      return true
    }
    let start = index
    while index < bytes.count, UnicodeScalar(bytes[index]).properties.isAlphabetic { index += 1 }
    return index > start
  }

  /// Seconds of `[+-]h[:mm[:ss]]`.
  mutating func time() -> Int? {
    var sign = 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      sign = bytes[index] == UInt8(ascii: "-") ? -1 : 1
      index += 1
    }
    var parts: [Int] = []
    repeat {
      guard let number = number() else { return nil }
      parts.append(number)
    } while take(UInt8(ascii: ":"))
    return sign * zip(parts, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private mutating func take(_ mark: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == mark else { return false }
    index += 1
    return true
  }

  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while index < bytes.count, (48...57).contains(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 48)
      index += 1
    }
    return index > start ? value : nil
  }
}
