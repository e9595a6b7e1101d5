import Jinja

/// How far a local time is from UTC, and why.
struct ZoneOffset {
  /// Seconds to add to UTC.
  var seconds: Int
  /// `EST`, `UTC`; what `%Z` prints.
  var name: String
  var isDaylightSaving = false
  /// Python's tzinfo.
  var zone: TimeZoneObject

  static var utc: ZoneOffset { ZoneOffset(seconds: 0, name: "UTC", zone: TimeZoneObject.utc()) }

  var microseconds: Int64 { Int64(seconds) * LocalTime.second }

  /// `+01:00`, or `+0100` without a separator.
  func text(separator: String = ":") -> String {
    let minutes = abs(seconds) / 60
    let rest = abs(seconds) % 60
    return
      "\(seconds < 0 ? "-" : "+")\((minutes / 60).padded(2))\(separator)\((minutes % 60).padded(2))"
      + (rest == 0 ? "" : "\(separator)\(rest.padded(2))")
  }
}

/// A time zone of pytz: UTC, a fixed distance from it, or a place with its history.
final class TimeZoneObject: Object {
  enum Rule {
    case utc
    /// Minutes east of UTC.
    case fixed(Int)
    case place(ZoneHistory)
  }

  private let name: String
  private let rule: Rule

  init(_ name: String, _ rule: Rule) {
    self.name = name
    self.rule = rule
  }

  static func utc() -> TimeZoneObject { TimeZoneObject("UTC", .utc) }

  var typeName: String { "tzinfo" }
  var str: String {
    if case .fixed = rule { return repr }
    return name
  }
  var repr: String {
    switch rule {
    case .utc: "<UTC>"
    case .fixed(let minutes): "pytz.FixedOffset(\(minutes))"
    case .place: "<DstTzInfo '\(name)'>"
    }
  }

  /// The distance at a moment of UTC.
  func offset(at utc: LocalTime) -> ZoneOffset {
    switch rule {
    case .utc: return ZoneOffset(seconds: 0, name: "UTC", zone: self)
    case .fixed(let minutes): return ZoneOffset(seconds: minutes * 60, name: "", zone: self)
    case .place(let history):
      let period = history.period(at: utc.microseconds / LocalTime.second)
      return ZoneOffset(
        seconds: period.offset, name: period.name, isDaylightSaving: period.isDaylightSaving,
        zone: self)
    }
  }

  /// The distance at a local time; of an hour that comes twice, the second (pytz's `is_dst=False`).
  func offset(atLocal local: LocalTime, isDaylightSaving: Bool = false) -> ZoneOffset {
    guard case .place(let history) = rule else { return offset(at: local) }
    let period = history.period(
      atLocal: local.microseconds / LocalTime.second, isDaylightSaving: isDaylightSaving)
    return ZoneOffset(
      seconds: period.offset, name: period.name, isDaylightSaving: period.isDaylightSaving,
      zone: self)
  }

  func attribute(_ name: String) throws -> Value? { name == "zone" ? .string(self.name) : nil }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    var arguments = call.binder(name)
    switch name {
    case "localize":
      let moment = try arguments.moment("dt")
      let isDaylightSaving = try arguments.bool("is_dst", default: false)
      let offset = offset(atLocal: moment.local, isDaylightSaving: isDaylightSaving)
      return .object(DateTimeObject(moment.local, zone: offset))
    case "normalize":
      return .object(try arguments.moment("dt").converted(to: self))
    case "utcoffset":
      let offset = offset(atLocal: try arguments.moment("dt").local)
      return .object(TimeDeltaObject(offset.microseconds))
    case "tzname": return .string(offset(atLocal: try arguments.moment("dt").local).name)
    default: return nil
    }
  }

  func isEqual(to other: any Object) -> Bool {
    (other as? TimeZoneObject).map { $0.name == name } ?? false
  }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
