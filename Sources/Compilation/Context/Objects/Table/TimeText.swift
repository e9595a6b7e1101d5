import Jinja

/// Times and intervals of PostgreSQL as the text of Python's objects that dbt's driver makes of them.
enum TimeText {
  /// nil where `type` is none of theirs, and for a text that is not PostgreSQL's usual one.
  static func python(of text: String, type: String) -> String? {
    if type.hasPrefix("interval") { return interval(text) }
    return type.hasPrefix("time ") || type.hasPrefix("time(") || type == "time" ? time(text) : nil
  }

  /// `10:00:00.5+02` is `10:00:00.500000+02:00`.
  private static func time(_ text: String) -> String? {
    let clock = text.prefix { $0 != "+" && $0 != "-" }
    let zone = text.dropFirst(clock.count)
    let parts = clock.split(separator: ".", maxSplits: 1)
    guard let seconds = parts.first else { return nil }
    let fraction = parts.count > 1 ? "." + (parts[1] + "000000").prefix(6) : ""
    return seconds + fraction + zone + (zone.isEmpty || zone.contains(":") ? "" : ":00")
  }

  /// `1 day 02:03:04` is `1 day, 2:03:04`; a month has 30 days, a year 365.
  private static func interval(_ text: String) -> String? {
    var days = 0
    var microseconds = 0
    var words = text.split(separator: " ")[...]
    while let word = words.popFirst() {
      if word.contains(":") {
        guard let clock = clock(word) else { return nil }
        microseconds += clock
        continue
      }
      guard let number = Int(word), let unit = words.popFirst(),
        let length = lengths[String(unit.prefix { $0 != "s" })]
      else { return nil }
      days += number * length
    }
    let day = 86_400_000_000
    let rest = microseconds % day
    let borrows = rest < 0
    days += microseconds / day - (borrows ? 1 : 0)
    return spelt(days: days, microseconds: borrows ? rest + day : rest)
  }

  private static let lengths = ["year": 365, "mon": 30, "day": 1]

  /// `-01:02:03.5` in microseconds.
  private static func clock(_ text: Substring) -> Int? {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(separator: ":")
    guard parts.count == 3, let hours = Int(parts[0]), let minutes = Int(parts[1]) else {
      return nil
    }
    let seconds = parts[2].split(separator: ".", maxSplits: 1)
    guard let whole = Int(seconds[0]),
      let fraction = Int(((seconds.count > 1 ? String(seconds[1]) : "") + "000000").prefix(6))
    else { return nil }
    let total = ((hours * 60 + minutes) * 60 + whole) * 1_000_000 + fraction
    return isNegative ? -total : total
  }

  /// Python's `str` of a timedelta.
  private static func spelt(days: Int, microseconds: Int) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = microseconds / 1_000_000
    let fraction = microseconds % 1_000_000
    let head = days == 0 ? "" : "\(days) day\(abs(days) == 1 ? "" : "s"), "
    return head + "\(seconds / 3600):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + (fraction == 0 ? "" : "." + padded(fraction, 6))
  }
}
