internal import Warehouse

/// The dates and times that dbt's seed reader knows; fields are trimmed and not null.
enum SeedTime {
  /// `2024-02-29`, `2024-2-9`: Python's `%Y-%m-%d`, in days since 1970-01-01.
  static func date(_ field: UnsafeRawBufferPointer) -> Int32? {
    var scanner = SeedScanner(field)
    guard let days = date(&scanner), scanner.isAtEnd else { return nil }
    return days
  }

  /// `2024-02-29 12:30:45`: Python's `%Y-%m-%d %H:%M:%S`, in microseconds since 1970-01-01.
  static func dateTime(_ field: UnsafeRawBufferPointer) -> Int64? {
    var scanner = SeedScanner(field)
    guard let days = date(&scanner), scanner.skipSpaces(),
      let hour = scanner.number(upTo: 2, in: 0...23), scanner.skip(UInt8(ascii: ":")),
      let minute = scanner.number(upTo: 2, in: 0...59), scanner.skip(UInt8(ascii: ":")),
      let second = scanner.number(upTo: 2, in: 0...59), scanner.isAtEnd
    else { return nil }
    let seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return seconds * 1_000_000
  }

  private static func date(_ scanner: inout SeedScanner) -> Int32? {
    guard let year = scanner.number(exactly: 4), year > 0, scanner.skip(UInt8(ascii: "-")),
      let month = scanner.number(upTo: 2, in: 1...12), scanner.skip(UInt8(ascii: "-"))
    else { return nil }
    // `%d` allows a space in place of a leading zero.
    _ = scanner.skip(UInt8(ascii: " "))
    guard let day = scanner.number(upTo: 2, in: 1...31),
      day <= CivilTime.daysInMonth(month, of: year)
    else { return nil }
    return Int32(CivilTime.days(year: year, month: month, day: day))
  }
}

/// Reads numbers from the front of a field.
struct SeedScanner {
  private let field: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ field: UnsafeRawBufferPointer) {
    self.field = field
  }

  var isAtEnd: Bool { position == field.count }
  var next: UInt8? { position < field.count ? field[position] : nil }

  /// How many digits stand here.
  var digitCount: Int {
    field[position...].prefix { (48...57).contains($0) }.count
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// At least one white-space character.
  mutating func skipSpaces() -> Bool {
    let start = position
    while let byte = next, (0x09...0x0D).contains(byte) || (0x1C...0x20).contains(byte) {
      position += 1
    }
    return position > start
  }

  mutating func number(exactly count: Int) -> Int? {
    guard position + count <= field.count else { return nil }
    var value = 0
    for byte in field[position..<position + count] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    position += count
    return value
  }

  /// As many digits as there are, `count` at most, of a number in `range`.
  mutating func number(upTo count: Int, in range: ClosedRange<Int>) -> Int? {
    let digits = min(count, digitCount)
    guard digits > 0, let value = number(exactly: digits), range.contains(value) else {
      return nil
    }
    return value
  }
}
