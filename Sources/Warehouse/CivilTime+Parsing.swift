extension CivilTime {
  /// A point in time as it was written.
  public struct Timestamp: Hashable, Sendable {
    /// Since 1970-01-01 00:00:00; in UTC when a zone was written, else in no zone.
    public var microseconds: Int64
    /// Whether an offset or `Z` was written.
    public var hasZone: Bool

    public init(microseconds: Int64, hasZone: Bool) {
      self.microseconds = microseconds
      self.hasZone = hasZone
    }
  }

  /// Days since 1970-01-01 of `YYYY-MM-DD`; nil for any other text and for days that do not exist.
  public static func days(ofDate text: UnsafeRawBufferPointer) -> Int32? {
    var scanner = Scanner(rest: text)
    guard let days = scanner.date(), scanner.rest.isEmpty else { return nil }
    return Int32(days)
  }

  /// `YYYY-MM-DD[( |T)HH:MM[:SS[.ffffff…]][( )?(Z|±HH[[:]MM])]]`; nil for any other text.
  ///
  /// Digits beyond the microsecond are cut off, as SQLite and PostgreSQL's input to 6 digits nearly do.
  public static func timestamp(of text: UnsafeRawBufferPointer) -> Timestamp? {
    var scanner = Scanner(rest: text)
    guard let days = scanner.date() else { return nil }
    var microseconds = Int64(days) * microsecondsPerDay
    if scanner.rest.isEmpty { return Timestamp(microseconds: microseconds, hasZone: false) }
    guard scanner.skip(UInt8(ascii: " ")) || scanner.skip(UInt8(ascii: "T")),
      let time = scanner.timeOfDay()
    else { return nil }
    microseconds += time
    _ = scanner.skip(UInt8(ascii: " "))
    if scanner.rest.isEmpty { return Timestamp(microseconds: microseconds, hasZone: false) }
    guard let offset = scanner.zone(), scanner.rest.isEmpty else { return nil }
    return Timestamp(microseconds: microseconds - offset, hasZone: true)
  }
}

extension CivilTime {
  /// Days since 1970-01-01 of `YYYY-MM-DD`; nil for any other text.
  public static func days(ofDate text: String) -> Int32? {
    var text = text
    return text.withUTF8 { days(ofDate: UnsafeRawBufferPointer($0)) }
  }

  /// The point in time that `text` writes; nil when it writes none.
  public static func timestamp(of text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { timestamp(of: UnsafeRawBufferPointer($0)) }
  }
}

/// Reads fixed-width fields from the front of some bytes.
private struct Scanner {
  var rest: UnsafeRawBufferPointer

  private mutating func advance() {
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    advance()
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    var number = 0
    for _ in 0..<count {
      guard let byte = rest.first, (48...57).contains(byte) else { return nil }
      advance()
      number = number * 10 + Int(byte - 48)
    }
    return number
  }

  mutating func date() -> Int? {
    guard let year = digits(4), skip(UInt8(ascii: "-")), let month = digits(2),
      skip(UInt8(ascii: "-")), let day = digits(2), (1...12).contains(month), day >= 1,
      day <= CivilTime.daysInMonth(month, of: year)
    else { return nil }
    return CivilTime.days(year: year, month: month, day: day)
  }

  /// Microseconds since midnight; `24:00` and leap seconds are not times.
  mutating func timeOfDay() -> Int64? {
    guard let hour = digits(2), skip(UInt8(ascii: ":")), let minute = digits(2), hour < 24,
      minute < 60
    else { return nil }
    var microseconds = Int64(hour * 3600 + minute * 60) * 1_000_000
    guard skip(UInt8(ascii: ":")) else { return microseconds }
    guard let second = digits(2), second < 60 else { return nil }
    microseconds += Int64(second) * 1_000_000
    guard skip(UInt8(ascii: ".")) else { return microseconds }
    guard let fraction = fraction() else { return nil }
    return microseconds + fraction
  }

  private mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var scale: Int64 = 1_000_000
    var count = 0
    while let digit = digits(1) {
      if scale > 1 {
        scale /= 10
        value += Int64(digit) * scale
      }
      count += 1
    }
    return count > 0 ? value : nil
  }

  /// Microseconds east of UTC.
  mutating func zone() -> Int64? {
    if skip(UInt8(ascii: "Z")) { return 0 }
    let sign: Int64 = rest.first == UInt8(ascii: "-") ? -1 : 1
    guard skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-")), let hours = digits(2), hours < 24
    else { return nil }
    guard !rest.isEmpty else { return sign * Int64(hours) * 3_600_000_000 }
    _ = skip(UInt8(ascii: ":"))
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * Int64(hours * 60 + minutes) * 60_000_000
  }
}
