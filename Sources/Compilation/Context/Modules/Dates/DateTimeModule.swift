import Diagnostics
import Jinja
import PlainData

/// `modules.datetime`: the classes of Python's module that dbt lends.
enum DateTimeModule {
  static var value: Value {
    .object(
      NamespaceObject(
        "datetime",
        [
          "date": .object(PythonClass("date", dateFunctions, make: makeDate)),
          "datetime": .object(PythonClass("datetime", datetimeFunctions, make: makeDateTime)),
          "time": .object(PythonClass("time", timeFunctions, make: makeTime)),
          "timedelta": .object(PythonClass("timedelta", [:], make: makeDelta)),
          "tzinfo": .object(PythonClass("tzinfo", [:]) { _ in .object(TimeZoneObject.utc()) }),
        ]))
  }

  private typealias Function = (Call) throws -> Value

  private static func makeDate(_ call: Call) throws -> Value {
    var arguments = call.binder("date")
    return .object(
      DateObject(
        try CivilDate.checked(
          arguments.int("year"), arguments.int("month"), arguments.int("day"))))
  }

  private static func makeDateTime(_ call: Call) throws -> Value {
    var arguments = call.binder("datetime")
    let date = try CivilDate.checked(
      arguments.int("year"), arguments.int("month"), arguments.int("day"))
    let clock = try clock(&arguments)
    let moment = LocalTime(date, ofDay: clock.ofDay)
    return .object(DateTimeObject(moment, zone: try zone(&arguments, "tzinfo", at: moment)))
  }

  private static func makeTime(_ call: Call) throws -> Value {
    var arguments = call.binder("time")
    return .object(TimeObject(try clock(&arguments).ofDay))
  }

  private static func clock(_ arguments: inout ArgumentBinder) throws -> ClockTime {
    try ClockTime.checked(
      arguments.optionalInt("hour") ?? 0, arguments.optionalInt("minute") ?? 0,
      arguments.optionalInt("second") ?? 0, arguments.optionalInt("microsecond") ?? 0)
  }

  private static func zone(_ arguments: inout ArgumentBinder, _ name: String, at local: LocalTime)
    throws -> ZoneOffset?
  {
    (try arguments.optional(name)?.object as? TimeZoneObject)?.offset(atLocal: local)
  }

  private static func makeDelta(_ call: Call) throws -> Value {
    var arguments = call.binder("timedelta")
    let units: [(String, Double)] = [
      ("days", 86_400e6), ("seconds", 1e6), ("microseconds", 1), ("milliseconds", 1e3),
      ("minutes", 60e6), ("hours", 3600e6), ("weeks", 7 * 86_400e6),
    ]
    var total = 0.0
    for (name, factor) in units { total += (try arguments.optional(name)?.double ?? 0) * factor }
    try arguments.finish()
    guard abs(total) < 9e18 else {
      throw Diagnostic(code: "overflow-error", "a timedelta has at most 999999999 days")
    }
    return .object(TimeDeltaObject(Int64(total.rounded())))
  }

  private static var dateFunctions: [String: Function] {
    [
      "today": { _ in .object(DateObject(localNow().date)) },
      "fromisoformat": { call in
        .object(DateObject(try TimeReading.readISO(call.format("fromisoformat")).local.date))
      },
      "fromordinal": { call in
        var arguments = call.binder("fromordinal")
        return .object(DateObject(CivilDate(days: try arguments.int("ordinal") - 719_163)))
      },
      "fromtimestamp": { call in
        .object(DateObject(try moment(of: call, "fromtimestamp").date))
      },
    ]
  }

  private static var timeFunctions: [String: Function] {
    [
      "fromisoformat": { call in
        let text = try call.format("fromisoformat")
        return .object(TimeObject(try TimeReading.readISO("1900-01-01T\(text)").local.ofDay))
      }
    ]
  }

  private static var datetimeFunctions: [String: Function] {
    [
      "now": now, "today": { _ in .object(DateTimeObject(localNow(), zone: nil)) },
      "utcnow": { _ in .object(DateTimeObject(utcNow(), zone: nil)) },
      "strptime": { call in
        var arguments = call.binder("strptime")
        let text = try arguments.string("date_string")
        return .object(try TimeReading.read(text, arguments.string("format")))
      },
      "fromisoformat": { call in
        .object(try TimeReading.readISO(call.format("fromisoformat")))
      },
      "fromtimestamp": { call in
        let utc = try moment(of: call, "fromtimestamp")
        guard
          let zone = (call.arguments.dropFirst().first ?? call.keyword("tz"))?.object
            as? TimeZoneObject
        else { return .object(DateTimeObject(utc, zone: nil)) }
        return .object(DateTimeObject(utc, zone: .utc).converted(to: zone))
      },
      "utcfromtimestamp": { call in
        .object(DateTimeObject(try moment(of: call, "utcfromtimestamp"), zone: nil))
      },
      "combine": combine,
    ]
  }

  private static func combine(_ call: Call) throws -> Value {
    var arguments = call.binder("combine")
    let day = try arguments.required("date").object
    guard let date = (day as? DateObject)?.date ?? (day as? DateTimeObject)?.local.date,
      let time = try arguments.required("time").object as? TimeObject
    else { throw Diagnostic(code: "type-error", "`combine` takes a date and a time") }
    return .object(DateTimeObject(LocalTime(date, ofDay: time.microseconds), zone: nil))
  }

  private static func now(_ call: Call) throws -> Value {
    var arguments = call.binder("now")
    guard let zone = try arguments.optional("tz")?.object as? TimeZoneObject else {
      return .object(DateTimeObject(localNow(), zone: nil))
    }
    return .object(DateTimeObject(utcNow(), zone: .utc).converted(to: zone))
  }

  private static func utcNow() -> LocalTime {
    LocalTime(microseconds: Timestamp.now().microseconds)
  }

  /// On the clock of the machine's time zone.
  private static func localNow() -> LocalTime {
    let now = Timestamp.now()
    return utcNow().adding(Int64(now.localOffset) * LocalTime.second)
  }

  private static func moment(of call: Call, _ function: String) throws -> LocalTime {
    var arguments = call.binder(function)
    let seconds = try arguments.required("timestamp").double ?? 0
    return LocalTime(microseconds: Int64((seconds * 1_000_000).rounded()))
  }
}

/// A class of Python: called for an instance, with functions of its own.
final class PythonClass: Object {
  private let name: String
  private let functions: [String: (Call) throws -> Value]
  private let make: (Call) throws -> Value

  init(
    _ name: String, _ functions: [String: (Call) throws -> Value],
    make: @escaping (Call) throws -> Value
  ) {
    self.name = name
    self.functions = functions
    self.make = make
  }

  var typeName: String { "type" }
  var repr: String { "<class 'datetime.\(name)'>" }
  var isCallable: Bool { true }
  func call(_ call: Call) throws -> Value { try make(call) }
  func callMethod(_ name: String, _ call: Call) throws -> Value? { try functions[name]?(call) }
  func attribute(_ name: String) throws -> Value? {
    functions[name].map { .function(name, $0) }
  }
}
