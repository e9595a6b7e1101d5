import Diagnostics
import Jinja
import PlainData

/// Python's `datetime.time`.
final class TimeObject: Object {
  private let ofDay: Int64
  private let zone: ZoneOffset?

  /// - Parameter ofDay: microseconds since midnight.
  init(_ ofDay: Int64, zone: ZoneOffset? = nil) {
    self.ofDay = ofDay
    self.zone = zone
  }

  var clock: ClockTime { ClockTime(ofDay) }
  var microseconds: Int64 { ofDay }
  var typeName: String { "time" }
  var str: String { clock.text + (zone?.text() ?? "") }
  var repr: String {
    var parts = [clock.hour, clock.minute]
    if clock.second != 0 || clock.microsecond != 0 { parts.append(clock.second) }
    if clock.microsecond != 0 { parts.append(clock.microsecond) }
    return "datetime.time(\(parts.map(String.init).joined(separator: ", ")))"
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "hour": .int(clock.hour)
    case "minute": .int(clock.minute)
    case "second": .int(clock.second)
    case "microsecond": .int(clock.microsecond)
    case "tzinfo": zone.map { .object($0.zone) } ?? Value.none
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "isoformat": return .string(str)
    case "strftime":
      // Python prints a time as of the first day of 1900.
      let day = CivilDate(days: -25_567)
      let moment = LocalTime(day, ofDay: ofDay)
      return .string(TimeFormat.text(of: moment, zone: zone, try call.format("strftime")))
    case "replace":
      var arguments = call.binder("replace")
      let changed = try ClockTime.checked(
        try arguments.optionalInt("hour") ?? clock.hour,
        try arguments.optionalInt("minute") ?? clock.minute,
        try arguments.optionalInt("second") ?? clock.second,
        try arguments.optionalInt("microsecond") ?? clock.microsecond)
      return .object(TimeObject(changed.ofDay, zone: zone))
    default: return nil
    }
  }

  func isEqual(to other: any Object) -> Bool { (other as? TimeObject)?.ofDay == ofDay }
  func precedes(_ other: any Object) -> Bool? { (other as? TimeObject).map { ofDay < $0.ofDay } }
  func hash(into hasher: inout Hasher) { hasher.combine(ofDay) }
  func plain() throws -> PlainValue { .string(str) }
}

/// Python's `datetime.timedelta`.
final class TimeDeltaObject: OperatorObject {
  let microseconds: Int64

  init(_ microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// Rounded down: what is left is never negative.
  var days: Int64 {
    let whole = microseconds / LocalTime.day
    return microseconds % LocalTime.day < 0 ? whole - 1 : whole
  }
  private var rest: Int64 { microseconds - days * LocalTime.day }

  var typeName: String { "timedelta" }
  var isTrue: Bool { microseconds != 0 }

  var str: String {
    let clock = ClockTime(rest)
    let time =
      "\(clock.hour):\(clock.minute.padded(2)):\(clock.second.padded(2))"
      + (clock.microsecond == 0 ? "" : ".\(clock.microsecond.padded(6))")
    return days == 0 ? time : "\(days) day\(abs(days) == 1 ? "" : "s"), \(time)"
  }

  var repr: String {
    let parts = [
      ("days", days), ("seconds", rest / LocalTime.second),
      ("microseconds", rest % LocalTime.second),
    ].filter { $0.1 != 0 }.map { "\($0.0)=\($0.1)" }
    return "datetime.timedelta(\(parts.isEmpty ? "0" : parts.joined(separator: ", ")))"
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "days": .int(Int(days))
    case "seconds": .int(Int(rest / LocalTime.second))
    case "microseconds": .int(Int(rest % LocalTime.second))
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    name == "total_seconds" ? .double(Double(microseconds) / 1_000_000) : nil
  }

  func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value? {
    if let other = other.object as? TimeDeltaObject {
      let (a, b) =
        isReversed ? (other.microseconds, microseconds) : (microseconds, other.microseconds)
      return try Self.combined(sign, a, b)
    }
    guard let factor = other.double else { return nil }
    switch (sign, isReversed) {
    case ("*", _): return .object(TimeDeltaObject(Int64((Double(microseconds) * factor).rounded())))
    case ("/", false), ("//", false):
      guard factor != 0 else {
        throw Diagnostic(code: "zero-division", "a timedelta cannot be divided by 0")
      }
      let quotient = Double(microseconds) / factor
      return .object(
        TimeDeltaObject(Int64(sign == "/" ? quotient.rounded() : quotient.rounded(.down))))
    default: return nil
    }
  }

  private static func combined(_ sign: String, _ a: Int64, _ b: Int64) throws -> Value? {
    switch sign {
    case "+": return .object(TimeDeltaObject(a + b))
    case "-": return .object(TimeDeltaObject(a - b))
    case "/", "//", "%":
      guard b != 0 else {
        throw Diagnostic(code: "zero-division", "a timedelta cannot be divided by one of 0")
      }
      let whole = (Double(a) / Double(b)).rounded(.down)
      if sign == "%" { return .object(TimeDeltaObject(a - Int64(whole) * b)) }
      return sign == "/" ? .double(Double(a) / Double(b)) : .int(Int(whole))
    default: return nil
    }
  }

  func isEqual(to other: any Object) -> Bool {
    (other as? TimeDeltaObject)?.microseconds == microseconds
  }
  func precedes(_ other: any Object) -> Bool? {
    (other as? TimeDeltaObject).map { microseconds < $0.microseconds }
  }
  func hash(into hasher: inout Hasher) { hasher.combine(microseconds) }
  func plain() throws -> PlainValue { .string(str) }
}
