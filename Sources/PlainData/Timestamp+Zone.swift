@preconcurrency import Glibc

extension Timestamp {
  /// Seconds that the machine's clock is ahead of UTC at this moment.
  package var localOffset: Int {
    var seconds = time_t(microseconds / 1_000_000)
    var fields = tm()
    localtime_r(&seconds, &fields)
    return fields.tm_gmtoff
  }
}
