import Diagnostics
import Jinja
import PlainData

/// Python's `datetime.date`.
final class DateObject: OperatorObject {
  let date: CivilDate

  init(_ date: CivilDate) {
    self.date = date
  }

  var typeName: String { "date" }
  var str: String { date.text }
  var repr: String {
    let (year, month, day) = date.civil
    return "datetime.date(\(year), \(month), \(day))"
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "year": .int(date.civil.year)
    case "month": .int(date.civil.month)
    case "day": .int(date.civil.day)
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "isoformat": .string(date.text)
    case "strftime":
      .string(TimeFormat.text(of: LocalTime(date), zone: nil, try call.format("strftime")))
    case "replace": .object(DateObject(try call.replacing(date)))
    case "ctime": .string(TimeFormat.text(of: LocalTime(date), zone: nil, "%a %b %e %H:%M:%S %Y"))
    default: date.answer(name)
    }
  }

  func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value? {
    if let delta = other.object as? TimeDeltaObject {
      let days = Int(delta.days)
      switch (sign, isReversed) {
      case ("+", _): return .object(DateObject(CivilDate(days: date.days + days)))
      case ("-", false): return .object(DateObject(CivilDate(days: date.days - days)))
      default: return nil
      }
    }
    guard sign == "-", let other = other.object as? DateObject else { return nil }
    let days = (date.days - other.date.days) * (isReversed ? -1 : 1)
    return .object(TimeDeltaObject(Int64(days) * LocalTime.day))
  }

  func isEqual(to other: any Object) -> Bool { (other as? DateObject)?.date == date }
  func precedes(_ other: any Object) -> Bool? { (other as? DateObject).map { date < $0.date } }
  func hash(into hasher: inout Hasher) { hasher.combine(date) }
  func plain() throws -> PlainValue { .string(date.text) }
}

extension CivilDate {
  /// What dates and datetimes answer alike.
  func answer(_ name: String) -> Value? {
    switch name {
    case "weekday": .int(weekday)
    case "isoweekday": .int(weekday + 1)
    case "toordinal": .int(ordinal)
    case "isocalendar": .tuple([.int(isoWeek.year), .int(isoWeek.week), .int(weekday + 1)])
    default: nil
    }
  }
}

extension Call {
  /// The one text argument of `strftime`.
  func format(_ function: String) throws -> String {
    var arguments = binder(function)
    return try arguments.string("format")
  }

  /// `date.replace(year=…, month=…, day=…)`
  func replacing(_ date: CivilDate) throws -> CivilDate {
    let (year, month, day) = date.civil
    var arguments = binder("replace")
    return try CivilDate.checked(
      try arguments.optionalInt("year") ?? year, try arguments.optionalInt("month") ?? month,
      try arguments.optionalInt("day") ?? day)
  }
}

extension CivilDate {
  /// Throws: `value-error` for a day that does not exist.
  static func checked(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      let part =
        !(1...9999).contains(year)
        ? "year \(year) is out of range"
        : !(1...12).contains(month) ? "month must be in 1..12" : "day is out of range for month"
      throw Diagnostic(code: "value-error", part)
    }
    return date
  }
}
