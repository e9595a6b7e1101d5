@preconcurrency import Glibc

/// A moment, in microseconds since 1970-01-01 00:00:00 UTC.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The system clock's reading.
  package static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  package static func < (one: Timestamp, other: Timestamp) -> Bool {
    one.microseconds < other.microseconds
  }

  /// Seconds from `earlier` to this moment.
  package func seconds(since earlier: Timestamp) -> Double {
    Double(microseconds - earlier.microseconds) / 1_000_000
  }

  /// `2026-11-21T02:22:54.123456Z`, as dbt's artifacts write it.
  package var iso8601: String {
    text {
      $0.date()
      $0.byte("T")
      $0.time()
      $0.fraction()
      $0.byte("Z")
    }
  }

  /// `2026-11-21 02:22:54` in UTC, as a SQL timestamp without fraction.
  package var sqlText: String {
    text {
      $0.date()
      $0.byte(" ")
      $0.time()
    }
  }

  /// `02:22:54` in UTC, as dbt's progress lines show it.
  package var utcTime: String { text { $0.time() } }

  /// `02:22:54.123456` in UTC, as dbt's log file shows it.
  package var utcTimeWithFraction: String {
    text {
      $0.time()
      $0.fraction()
    }
  }

  private func text(_ write: (inout TimestampWriter) -> Void) -> String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      var writer = TimestampWriter(self, to: buffer)
      write(&writer)
      return writer.count
    }
  }
}

/// Writes the parts of a moment in UTC as digits.
private struct TimestampWriter {
  private(set) var count = 0
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private let days: Int
  private let secondOfDay: Int
  private let microsecond: Int

  init(_ moment: Timestamp, to buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
    let (seconds, microsecond) = Self.split(Int(moment.microseconds), by: 1_000_000)
    self.microsecond = microsecond
    (days, secondOfDay) = Self.split(seconds, by: 86_400)
  }

  /// The quotient rounded down, and what is left.
  private static func split(_ value: Int, by divisor: Int) -> (Int, Int) {
    let rest = value % divisor
    return rest < 0 ? ((value - rest) / divisor - 1, rest + divisor) : (value / divisor, rest)
  }

  mutating func byte(_ scalar: Unicode.Scalar) {
    buffer[count] = UInt8(ascii: scalar)
    count += 1
  }

  /// Days to a date of the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date
  /// algorithms", civil_from_days).
  mutating func date() {
    let (era, dayOfEra) = Self.split(days + 719_468, by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)
    byte("-")
    digits(month, 2)
    byte("-")
    digits(dayOfYear - (153 * shifted + 2) / 5 + 1, 2)
  }

  mutating func time() {
    digits(secondOfDay / 3600, 2)
    byte(":")
    digits(secondOfDay / 60 % 60, 2)
    byte(":")
    digits(secondOfDay % 60, 2)
  }

  mutating func fraction() {
    byte(".")
    digits(microsecond, 6)
  }

  /// The last `width` digits of a number that is not negative.
  private mutating func digits(_ number: Int, _ width: Int) {
    var rest = max(0, number)
    for place in stride(from: count + width - 1, through: count, by: -1) {
      buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += width
  }
}
