import Diagnostics
import Jinja
import PlainData

/// Python's `datetime.datetime`, with or without a time zone.
final class DateTimeObject: OperatorObject {
  let local: LocalTime
  let zone: ZoneOffset?

  init(_ local: LocalTime, zone: ZoneOffset?) {
    self.local = local
    self.zone = zone
  }

  /// A moment in UTC.
  convenience init(_ moment: Timestamp) {
    self.init(LocalTime(microseconds: moment.microseconds), zone: .utc)
  }

  /// The same moment on a clock of UTC.
  var utc: LocalTime { local.adding(-(zone?.microseconds ?? 0)) }
  var clock: ClockTime { ClockTime(local.ofDay) }

  var typeName: String { "datetime" }
  var str: String { isoText(separator: " ") }
  var repr: String {
    let (year, month, day) = local.date.civil
    var parts = [year, month, day, clock.hour, clock.minute]
    if clock.second != 0 || clock.microsecond != 0 { parts.append(clock.second) }
    if clock.microsecond != 0 { parts.append(clock.microsecond) }
    let list = parts.map(String.init).joined(separator: ", ")
    return "datetime.datetime(\(list)\(zone.map { ", tzinfo=\($0.zone.repr)" } ?? ""))"
  }

  func isoText(separator: String) -> String {
    "\(local.date.text)\(separator)\(clock.text)\(zone?.text() ?? "")"
  }

  func converted(to target: TimeZoneObject) -> DateTimeObject {
    let offset = target.offset(at: utc)
    return DateTimeObject(utc.adding(offset.microseconds), zone: offset)
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "year": .int(local.date.civil.year)
    case "month": .int(local.date.civil.month)
    case "day": .int(local.date.civil.day)
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
    case "date": .object(DateObject(local.date))
    case "time": .object(TimeObject(local.ofDay))
    case "timetz": .object(TimeObject(local.ofDay, zone: zone))
    case "isoformat": .string(try isoformat(call))
    case "strftime": .string(TimeFormat.text(of: local, zone: zone, try call.format("strftime")))
    case "ctime": .string(TimeFormat.text(of: local, zone: nil, "%a %b %e %H:%M:%S %Y"))
    case "timestamp": .double(Double(utc.microseconds) / 1_000_000)
    case "astimezone": try astimezone(call)
    case "replace": try replacing(call)
    case "utcoffset": zone.map { .object(TimeDeltaObject($0.microseconds)) } ?? Value.none
    case "tzname": zone.map { .string($0.name) } ?? Value.none
    case "dst":
      zone.map { .object(TimeDeltaObject($0.isDaylightSaving ? 3600 * LocalTime.second : 0)) }
        ?? Value.none
    default: local.date.answer(name)
    }
  }

  private func isoformat(_ call: Call) throws -> String {
    var arguments = call.binder("isoformat")
    let separator = try arguments.optionalString("sep") ?? "T"
    let spec = try arguments.optionalString("timespec") ?? "auto"
    let time = "\(clock.hour.padded(2)):\(clock.minute.padded(2))"
    let seconds = ":\(clock.second.padded(2))"
    let text: String? =
      switch spec {
      case "hours": clock.hour.padded(2)
      case "minutes": time
      case "seconds": time + seconds
      case "milliseconds": time + seconds + "." + (clock.microsecond / 1000).padded(3)
      case "microseconds": time + seconds + "." + clock.microsecond.padded(6)
      case "auto": clock.text
      default: nil
      }
    guard let text else { throw Diagnostic(code: "value-error", "Unknown timespec value") }
    return local.date.text + separator + text + (zone?.text() ?? "")
  }

  private func astimezone(_ call: Call) throws -> Value {
    var arguments = call.binder("astimezone")
    let target = try arguments.optional("tz")?.object as? TimeZoneObject
    return .object(converted(to: target ?? .utc()))
  }

  private func replacing(_ call: Call) throws -> Value {
    let (year, month, day) = local.date.civil
    var arguments = call.binder("replace")
    let date = try CivilDate.checked(
      try arguments.optionalInt("year") ?? year, try arguments.optionalInt("month") ?? month,
      try arguments.optionalInt("day") ?? day)
    let time = try ClockTime.checked(
      try arguments.optionalInt("hour") ?? clock.hour,
      try arguments.optionalInt("minute") ?? clock.minute,
      try arguments.optionalInt("second") ?? clock.second,
      try arguments.optionalInt("microsecond") ?? clock.microsecond)
    let moment = LocalTime(date, ofDay: time.ofDay)
    guard let given = try arguments.optional("tzinfo") else {
      return .object(DateTimeObject(moment, zone: zone))
    }
    let offset = (given.object as? TimeZoneObject).map { $0.offset(atLocal: moment) }
    return .object(DateTimeObject(moment, zone: offset))
  }

  func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value? {
    if let delta = other.object as? TimeDeltaObject {
      switch (sign, isReversed) {
      case ("+", _):
        return .object(DateTimeObject(local.adding(delta.microseconds), zone: zone))
      case ("-", false):
        return .object(DateTimeObject(local.adding(-delta.microseconds), zone: zone))
      default: return nil
      }
    }
    guard sign == "-", let other = other.object as? DateTimeObject else { return nil }
    guard (zone == nil) == (other.zone == nil) else {
      throw Diagnostic(
        code: "type-error", "can't subtract offset-naive and offset-aware datetimes")
    }
    let (left, right) = isReversed ? (other, self) : (self, other)
    return .object(TimeDeltaObject(left.utc.microseconds - right.utc.microseconds))
  }

  func isEqual(to other: any Object) -> Bool {
    guard let other = other as? DateTimeObject, (zone == nil) == (other.zone == nil) else {
      return false
    }
    return utc == other.utc
  }

  func precedes(_ other: any Object) -> Bool? {
    guard let other = other as? DateTimeObject, (zone == nil) == (other.zone == nil) else {
      return nil
    }
    return utc < other.utc
  }

  func hash(into hasher: inout Hasher) { hasher.combine(utc) }
  func plain() throws -> PlainValue { .string(isoText(separator: "T")) }
}

extension ClockTime {
  /// Throws: `value-error` for a time that no clock shows.
  static func checked(_ hour: Int, _ minute: Int, _ second: Int, _ microsecond: Int) throws
    -> ClockTime
  {
    guard
      let time = ClockTime(hour: hour, minute: minute, second: second, microsecond: microsecond)
    else {
      let part =
        !(0...23).contains(hour)
        ? "hour must be in 0..23"
        : !(0...59).contains(minute)
          ? "minute must be in 0..59"
          : !(0...59).contains(second)
            ? "second must be in 0..59" : "microsecond must be in 0..999999"
      throw Diagnostic(code: "value-error", part)
    }
    return time
  }
}

extension ArgumentBinder {
  /// An argument that is a datetime.
  mutating func moment(_ name: String) throws -> DateTimeObject {
    let value = try required(name)
    guard let moment = value.object as? DateTimeObject else {
      throw Diagnostic(code: "type-error", "`\(name)` must be a datetime, not `\(value.typeName)`")
    }
    return moment
  }
}
