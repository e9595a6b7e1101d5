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
    let parts = utc
    return "\(parts.date)T\(parts.time).\(Self.padded(parts.microseconds, 6))Z"
  }

  /// `2026-11-21 02:22:54` in UTC, as a SQL timestamp without fraction.
  package var sqlText: String { "\(utc.date) \(utc.time)" }

  /// `02:22:54` in UTC, as dbt's progress lines show it.
  package var utcTime: String { utc.time }

  private var utc: (date: String, time: String, microseconds: Int) {
    let seconds =
      microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    var clock = time_t(seconds)
    var fields = tm()
    gmtime_r(&clock, &fields)
    let date =
      "\(Self.padded(Int(fields.tm_year) + 1900, 4))-\(Self.padded(Int(fields.tm_mon) + 1, 2))-\(Self.padded(Int(fields.tm_mday), 2))"
    let time =
      "\(Self.padded(Int(fields.tm_hour), 2)):\(Self.padded(Int(fields.tm_min), 2)):\(Self.padded(Int(fields.tm_sec), 2))"
    return (date, time, Int(microseconds - seconds * 1_000_000))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
