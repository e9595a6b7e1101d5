internal import Warehouse

/// Values in the text form that PostgreSQL reads: parameters, literals, COPY in text format.
enum ValueText {
  /// nil for null.
  static func text(of value: SQLValue) -> String? {
    switch value {
    case .null: nil
    case .boolean(let value): value ? "t" : "f"
    case .integer(let value): String(value)
    case .double(let value): text(of: value)
    case .decimal(let text), .text(let text): text
    case .bytes(let bytes): hex(bytes)
    case .date(let days): dateText(days)
    case .timestamp(let microseconds): timestampText(microseconds)
    case .timestampWithTimeZone(let microseconds): timestampText(microseconds, zone: "+00")
    }
  }

  static func text(of value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return value.description
  }

  /// `2024-02-29`, `0044-03-15 BC`; the ends of the range are infinities.
  static func dateText(_ days: Int32) -> String {
    if days == .max { return "infinity" }
    if days == .min { return "-infinity" }
    return eraText(days: Int(days), time: "")
  }

  static func timestampText(_ microseconds: Int64, zone: String = "") -> String {
    if microseconds == .max { return "infinity" }
    if microseconds == .min { return "-infinity" }
    let (days, rest) = floorDivision(microseconds, CivilTime.microsecondsPerDay)
    let day = CivilTime.timestampText(microseconds: rest)
    // The text of a time on 1970-01-01, without that date.
    return eraText(days: Int(days), time: String(day.dropFirst(10)) + zone)
  }

  /// PostgreSQL counts years before 1 as 1 BC, 2 BC …; ISO counts them 0, -1 ….
  private static func eraText(days: Int, time: String) -> String {
    let year = CivilTime.civil(fromDays: days).year
    if year > 0 { return CivilTime.dateText(days: days) + time }
    let civil = CivilTime.civil(fromDays: days)
    let shown = [pad(1 - civil.year, 4), pad(civil.month, 2), pad(civil.day, 2)]
    return shown.joined(separator: "-") + time + " BC"
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static func floorDivision(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }

  /// `\x00ff`
  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text = Array("\\x".utf8)
    text.reserveCapacity(2 + bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
