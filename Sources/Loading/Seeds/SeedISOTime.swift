internal import Warehouse

/// ISO 8601 as Python's isodate reads it: a date and a time around a `T`, each extended, basic or cut
/// short; with an offset, the time is turned to UTC.
enum SeedISOTime {
  private static let microsecondsPerSecond: Int64 = 1_000_000

  /// Microseconds since 1970-01-01; the field is trimmed.
  static func dateTime(_ field: UnsafeRawBufferPointer) -> Int64? {
    guard let mark = field.firstIndex(of: UInt8(ascii: "T")),
      let days = days(UnsafeRawBufferPointer(rebasing: field[..<mark])),
      let time = time(UnsafeRawBufferPointer(rebasing: field[(mark + 1)...]))
    else { return nil }
    return Int64(days) * CivilTime.microsecondsPerDay + time
  }

  private static func days(_ field: UnsafeRawBufferPointer) -> Int? {
    var scanner = SeedScanner(field)
    // A century: its first year.
    if field.count == 2 {
      return scanner.number(exactly: 2).map {
        CivilTime.days(year: $0 * 100 + 1, month: 1, day: 1)
      }
    }
    guard let year = scanner.number(exactly: 4), year > 0 else { return nil }
    let isExtended = scanner.skip(UInt8(ascii: "-"))
    if scanner.skip(UInt8(ascii: "W")) {
      return days(ofWeekIn: year, &scanner, isExtended: isExtended)
    }
    switch (scanner.digitCount, isExtended) {
    case (0, false) where scanner.isAtEnd: return CivilTime.days(year: year, month: 1, day: 1)
    case (3, _):
      guard let day = scanner.number(exactly: 3), scanner.isAtEnd else { return nil }
      return CivilTime.days(year: year, month: 1, day: 1) + day - 1
    case (2, _), (4, false): return days(ofMonthIn: year, &scanner, isExtended: isExtended)
    default: return nil
    }
  }

  private static func days(
    ofMonthIn year: Int, _ scanner: inout SeedScanner, isExtended: Bool
  ) -> Int? {
    guard var month = scanner.number(exactly: 2) else { return nil }
    // isodate takes a month 00 for a missing one.
    if month == 0 { month = 1 }
    var day = 1
    if !scanner.isAtEnd {
      guard !isExtended || scanner.skip(UInt8(ascii: "-")), let found = scanner.number(exactly: 2)
      else { return nil }
      day = found
    }
    guard scanner.isAtEnd, (1...12).contains(month), day >= 1,
      day <= CivilTime.daysInMonth(month, of: year)
    else { return nil }
    return CivilTime.days(year: year, month: month, day: day)
  }

  private static func days(
    ofWeekIn year: Int, _ scanner: inout SeedScanner, isExtended: Bool
  ) -> Int? {
    guard let week = scanner.number(exactly: 2) else { return nil }
    var day = 1
    if !scanner.isAtEnd {
      guard !isExtended || scanner.skip(UInt8(ascii: "-")), let found = scanner.number(exactly: 1)
      else { return nil }
      day = found
    }
    guard scanner.isAtEnd else { return nil }
    // Week 1 holds 4 January; 1970-01-01 was a Thursday, and weeks start on Mondays.
    let fourth = CivilTime.days(year: year, month: 1, day: 4)
    let weekday = ((fourth + 3) % 7 + 7) % 7
    return fourth - weekday + (week - 1) * 7 + day - 1
  }

  /// Microseconds since midnight UTC.
  private static func time(_ field: UnsafeRawBufferPointer) -> Int64? {
    let zone =
      field.firstIndex { [UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-")].contains($0) }
      ?? field.count
    var clock = SeedScanner(UnsafeRawBufferPointer(rebasing: field[..<zone]))
    guard let time = clockTime(&clock), clock.isAtEnd,
      let offset = offset(UnsafeRawBufferPointer(rebasing: field[zone...]))
    else { return nil }
    return time - offset
  }

  /// `hh:mm:ss`, `hhmmss`, `hh:mm`, `hhmm`, `hh`; the last part may have a fraction.
  private static func clockTime(_ scanner: inout SeedScanner) -> Int64? {
    let limits = [23, 59, 59]
    let units: [Int64] = [3600, 60, 1]
    var isExtended: Bool?
    var time: Int64 = 0
    for part in 0..<3 {
      if part > 0 {
        let hasColon = scanner.skip(UInt8(ascii: ":"))
        guard hasColon == isExtended ?? hasColon else { return nil }
        isExtended = hasColon
      }
      guard let number = scanner.number(exactly: 2), number <= limits[part] else { return nil }
      let unit = units[part] * microsecondsPerSecond
      time += Int64(number) * unit
      if scanner.skip(UInt8(ascii: ".")) || scanner.skip(UInt8(ascii: ",")) {
        guard let fraction = fraction(&scanner, of: unit) else { return nil }
        return time + fraction
      }
      if scanner.isAtEnd { return time }
    }
    return time
  }

  /// Digits after a point, as a part of `unit`; the rest beyond microseconds is cut off.
  private static func fraction(_ scanner: inout SeedScanner, of unit: Int64) -> Int64? {
    guard scanner.digitCount > 0 else { return nil }
    var value: Int64 = 0
    var scale: Int64 = 1
    while let digit = scanner.number(exactly: 1) {
      if scale < 1_000_000_000 {
        value = value * 10 + Int64(digit)
        scale *= 10
      }
    }
    return scale.dividingFullWidth(value.multipliedFullWidth(by: unit)).quotient
  }

  /// Microseconds east of UTC: `` (0), `Z`, `+02`, `+0200`, `-05:30`.
  private static func offset(_ field: UnsafeRawBufferPointer) -> Int64? {
    if field.isEmpty { return 0 }
    var scanner = SeedScanner(field)
    if scanner.skip(UInt8(ascii: "Z")) { return scanner.isAtEnd ? 0 : nil }
    let sign: Int64 = scanner.skip(UInt8(ascii: "-")) ? -1 : 1
    if sign > 0 { _ = scanner.skip(UInt8(ascii: "+")) }
    guard let hours = scanner.number(exactly: 2), hours < 24 else { return nil }
    var minutes = 0
    if !scanner.isAtEnd {
      _ = scanner.skip(UInt8(ascii: ":"))
      guard let found = scanner.number(exactly: 2), scanner.isAtEnd else { return nil }
      minutes = found
    }
    return sign * Int64(hours * 3600 + minutes * 60) * microsecondsPerSecond
  }
}
