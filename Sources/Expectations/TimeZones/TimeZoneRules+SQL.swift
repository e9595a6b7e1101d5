import Calendars

extension TimeZoneRules {
  /// Local days that are longer or shorter than 24 hours, with their length in seconds.
  var unusualDays: [(day: CivilTime, seconds: Int)] {
    var before = firstOffset
    var days: [(day: CivilTime, seconds: Int)] = []
    for change in changes {
      let local = CivilTime(microseconds: Int64(change.moment + before) * 1_000_000)
      let day = CivilTime(
        days: Int((local.microseconds - local.microsecondsOfDay) / CivilTime.microsecondsPerDay))
      if change.offset != before { days.append((day, 86_400 - (change.offset - before))) }
      before = change.offset
    }
    return days
  }

  /// The offset as SQL, in seconds, by halving the changes: a day of 60 years costs seven comparisons.
  func offsetSQL(of epoch: String) -> String {
    Self.offsetSQL(of: epoch, changes[...], otherwise: firstOffset)
  }

  private static func offsetSQL(
    of epoch: String, _ changes: ArraySlice<Change>, otherwise: Int
  ) -> String {
    guard !changes.isEmpty else { return "\(otherwise)" }
    let middle = changes.startIndex + changes.count / 2
    let change = changes[middle]
    let before = offsetSQL(of: epoch, changes[..<middle], otherwise: otherwise)
    let after = offsetSQL(of: epoch, changes[(middle + 1)...], otherwise: change.offset)
    return "CASE WHEN \(epoch) < \(change.moment) THEN \(before) ELSE \(after) END"
  }
}
