import Warehouse

/// The length of a microbatch.
package enum BatchSize: String, Sendable, CaseIterable {
  case hour, day, month, year

  /// `day`, `days`.
  package init?(word: String) {
    let plain = word.lowercased()
    guard let size = Self(rawValue: plain.hasSuffix("s") ? String(plain.dropLast()) : plain) else {
      return nil
    }
    self = size
  }

  /// The start of the batch that a moment lies in; microseconds since 1970, UTC.
  package func truncated(_ moment: Int64) -> Int64 {
    if self == .hour { return moment - moment.modulo(3_600_000_000) }
    let day = moment - moment.modulo(CivilTime.microsecondsPerDay)
    if self == .day { return day }
    let (year, month, _) = CivilTime.civil(fromDays: Int(day / CivilTime.microsecondsPerDay))
    let first = CivilTime.days(year: year, month: self == .month ? month : 1, day: 1)
    return Int64(first) * CivilTime.microsecondsPerDay
  }

  /// The start of the batch that lies `count` batches later.
  package func offset(_ moment: Int64, by count: Int) -> Int64 {
    let start = truncated(moment)
    switch self {
    case .hour: return start + Int64(count) * 3_600_000_000
    case .day: return start + Int64(count) * CivilTime.microsecondsPerDay
    case .month, .year:
      let (year, month, _) = CivilTime.civil(fromDays: Int(start / CivilTime.microsecondsPerDay))
      let months = year * 12 + month - 1 + count * (self == .year ? 12 : 1)
      let remainder = ((months % 12) + 12) % 12
      let first = CivilTime.days(year: (months - remainder) / 12, month: remainder + 1, day: 1)
      return Int64(first) * CivilTime.microsecondsPerDay
    }
  }

  /// The first moment not before this one at which a batch begins.
  package func ceiling(_ moment: Int64) -> Int64 {
    let start = truncated(moment)
    return start == moment ? moment : offset(moment, by: 1)
  }

  /// As dbt prints a moment: `2020-01-01 00:00:00+00:00`.
  package static func text(_ moment: Int64) -> String {
    CivilTime.timestampText(microseconds: moment) + "+00:00"
  }

  /// As progress lines name the batch that begins then: `2020-01-01T05`, `2020-01-01`, `2020-01`, `2020`.
  package func label(of moment: Int64) -> String {
    let text = CivilTime.timestampText(microseconds: moment)
    switch self {
    case .hour: return "\(text.prefix(10))T\(text.dropFirst(11).prefix(2))"
    case .day: return String(text.prefix(10))
    case .month: return String(text.prefix(7))
    case .year: return String(text.prefix(4))
    }
  }

  /// The moment `count` units away, at the same time of the day; the last day of a month that is shorter.
  func shifted(_ moment: Int64, by count: Int) -> Int64 {
    switch self {
    case .hour: return moment + Int64(count) * 3_600_000_000
    case .day: return moment + Int64(count) * CivilTime.microsecondsPerDay
    case .month, .year:
      let month = BatchSize.month
      let day = BatchSize.day.truncated(moment)
      let count = self == .year ? 12 * count : count
      let start = month.offset(moment, by: count)
      let length = month.offset(moment, by: count + 1) - start
      let days = min(day - month.truncated(moment), length - CivilTime.microsecondsPerDay)
      return start + days + (moment - day)
    }
  }

  /// `model.batch.id`: `20200101`, `20200101T05`, `202001`, `2020`.
  package func id(of moment: Int64) -> String {
    let digits = CivilTime.timestampText(microseconds: moment).filter(\.isNumber)
    switch self {
    case .hour: return "\(digits.prefix(8))T\(digits.dropFirst(8).prefix(2))"
    case .day: return String(digits.prefix(8))
    case .month: return String(digits.prefix(6))
    case .year: return String(digits.prefix(4))
    }
  }
}

extension Int64 {
  /// Never negative.
  fileprivate func modulo(_ divisor: Int64) -> Int64 { ((self % divisor) + divisor) % divisor }
}
