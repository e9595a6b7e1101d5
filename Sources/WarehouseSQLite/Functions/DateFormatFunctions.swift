import Warehouse

/// Dates and times in the patterns of PostgreSQL's `to_char`: YYYY YY IYYY Q MM MON MONTH WW IW DD DDD
/// D ID DY DAY HH24 HH12 HH MI SS MS US AM PM, in any case, `FM` before a field to leave out its
/// padding, `"quoted text"`. Numbers have no patterns here: use `printf`.
enum DateFormatFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction("to_char", 2...2) { arguments throws(FunctionFailure) in
      guard !arguments.isNumber(0) else {
        throw FunctionFailure("numbers have no patterns here: use `printf`")
      }
      let parts = CivilParts(try arguments.timestamp(0).microseconds)
      return .text(DatePattern(arguments.text(1)).text(of: parts))
    },
    ScalarFunction("to_date", 2...2) { arguments throws(FunctionFailure) in
      let time = try DatePattern(arguments.text(1)).time(of: arguments.text(0))
      return .text(CivilTime.dateText(days: CivilParts(time).days))
    },
    // With one argument: seconds since 1970.
    ScalarFunction("to_timestamp", 1...2) { arguments throws(FunctionFailure) in
      if arguments.count == 2 {
        let time = try DatePattern(arguments.text(1)).time(of: arguments.text(0))
        return .text(CivilTime.timestampText(microseconds: time))
      }
      let microseconds = (try arguments.double(0) * 1e6).rounded()
      guard abs(microseconds) < 9e18 else { throw FunctionFailure("the time is out of range") }
      return .text(CivilTime.timestampText(microseconds: Int64(microseconds)) + "+00:00")
    },
  ]
}
