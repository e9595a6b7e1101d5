import Warehouse

extension DatePattern {
  /// Microseconds since 1970 of the time that `text` writes in the pattern.
  ///
  /// Throws: when it does not fit, or is no day or time.
  func time(of text: String) throws(FunctionFailure) -> Int64 {
    var reader = Reader(text: text, rest: text[...])
    for part in parts {
      switch part {
      case .text(let literal): reader.skip(literal)
      case .field(let field, _, _): try reader.read(field)
      }
    }
    return try reader.time()
  }
}

private struct Reader {
  let text: String
  var rest: Substring
  var year = 1
  var month = 1
  var day = 1
  var dayOfYear: Int?
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0
  var isAfternoon: Bool?

  /// One character of the text for each of the pattern's, whichever it is, as PostgreSQL reads.
  mutating func skip(_ literal: String) {
    for _ in literal where rest.first.map({ !$0.isNumber && !$0.isLetter }) ?? false {
      rest = rest.dropFirst()
    }
  }

  mutating func read(_ field: DatePattern.Field) throws(FunctionFailure) {
    rest = rest.drop { $0 == " " }
    switch field {
    case .year4: year = try digits(4)
    case .year2:
      // Years nearest to 2020, as PostgreSQL takes them.
      let short = try digits(2)
      year = short < 70 ? 2000 + short : 1900 + short
    case .monthNumber: month = try digits(2)
    case .month, .shortMonth: month = try name(field)
    case .day: day = try digits(2)
    case .dayOfYear: dayOfYear = try digits(3)
    case .hour24, .hour12, .hour: hour = try digits(2)
    case .minute: minute = try digits(2)
    case .second: second = try digits(2)
    case .millisecond: microsecond = try fraction(3) * 1000
    case .microsecond: microsecond = try fraction(6)
    case .am, .pm: try readHalf()
    case .weekdayName, .shortWeekday: rest = rest.drop(while: \.isLetter)
    case .isoYear, .isoWeek, .week, .isoWeekday, .weekday, .quarter:
      throw FunctionFailure("`\(field.rawValue)` cannot be read, only written")
    }
  }

  private mutating func digits(_ most: Int) throws(FunctionFailure) -> Int {
    let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
    guard let value = Int(digits) else { throw misfit() }
    rest = rest.dropFirst(digits.count)
    return value
  }

  /// The digits behind a point: `.5` is five tenths.
  private mutating func fraction(_ most: Int) throws(FunctionFailure) -> Int {
    let before = rest.count
    var value = try digits(most)
    for _ in (before - rest.count)..<most { value *= 10 }
    return value
  }

  private mutating func name(_ field: DatePattern.Field) throws(FunctionFailure) -> Int {
    let letters = rest.prefix(while: \.isLetter).lowercased()
    let index = DatePattern.months.firstIndex { month in
      let name = month.lowercased()
      return letters == (field == .month ? name : String(name.prefix(3)))
    }
    guard let index else { throw misfit() }
    rest = rest.dropFirst(letters.count)
    return index + 1
  }

  private mutating func readHalf() throws(FunctionFailure) {
    switch rest.prefix(2).lowercased() {
    case "am": isAfternoon = false
    case "pm": isAfternoon = true
    default: throw misfit()
    }
    rest = rest.dropFirst(2)
  }

  private func misfit() -> FunctionFailure {
    FunctionFailure("`\(text)` does not fit the pattern at `\(rest)`")
  }

  func time() throws(FunctionFailure) -> Int64 {
    guard (1...12).contains(month), (1...CivilTime.daysInMonth(month, of: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { throw FunctionFailure("`\(text)` is no date or time") }
    var hour = hour
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    var days = CivilTime.days(year: year, month: month, day: day)
    if let dayOfYear { days = CivilTime.days(year: year, month: 1, day: 1) + dayOfYear - 1 }
    let seconds = Int64((hour * 60 + minute) * 60 + second)
    return Int64(days) * CivilTime.microsecondsPerDay + seconds * 1_000_000 + Int64(microsecond)
  }
}
