internal import Diagnostics

/// When the offset of a time zone changes, from 1970 on.
package struct TimeZoneRules: Hashable, Sendable {
  /// A moment (seconds since 1970) from which the offset (seconds east of UTC) holds.
  package struct Change: Hashable, Sendable {
    package var moment: Int
    package var offset: Int

    package init(moment: Int, offset: Int) {
      self.moment = moment
      self.offset = offset
    }
  }

  /// The offset before the first change.
  package var firstOffset: Int
  /// In growing order.
  package var changes: [Change]

  package init(firstOffset: Int, changes: [Change] = []) {
    self.firstOffset = firstOffset
    self.changes = changes
  }

  /// Universal time: no changes.
  package static let utc = TimeZoneRules(firstOffset: 0)

  /// The offset at a moment.
  package func offset(at moment: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].moment <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : changes[low - 1].offset
  }
}

extension Diagnostic {
  static func unknownTimeZone(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "unknown-time-zone", "unknown time zone `\(name)`",
      help: ["names are IANA's: `Europe/Berlin`, `UTC`"])
  }
}
