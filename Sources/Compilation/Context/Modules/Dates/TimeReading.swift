import Diagnostics

/// `strptime` and `fromisoformat` as Python has them.
struct TimeReading {
  private var text: Substring
  private var year = 1900
  private var month = 1
  private var day = 1
  private var dayOfYear: Int?
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var microsecond = 0
  private var isAfternoon: Bool?
  private var zone: ZoneOffset?

  private init(_ text: String) {
    self.text = text[...]
  }

  private func unless(_ condition: Bool) throws(Mismatch) { if condition { throw Mismatch() } }

  private struct Mismatch: Error {}

  // MARK: strptime

  /// Throws: `value-error` when the text is not as the format says.
  static func read(_ text: String, _ format: String) throws -> DateTimeObject {
    var reading = TimeReading(text)
    do {
      try reading.read(format)
    } catch {
      throw Diagnostic(
        code: "value-error", "time data '\(text)' does not match format '\(format)'")
    }
    guard reading.text.isEmpty else {
      throw Diagnostic(code: "value-error", "unconverted data remains: \(reading.text)")
    }
    return try reading.result()
  }

  private mutating func read(_ format: String) throws(Mismatch) {
    var rest = format[...]
    while let character = rest.popFirst() {
      if character == "%", let field = rest.popFirst() {
        try read(field: field)
      } else if character.isWhitespace {
        text = text.drop { $0.isWhitespace }
      } else {
        try unless(text.popFirst() != character)
      }
    }
  }

  private mutating func read(field: Character) throws(Mismatch) {
    switch field {
    case "Y": year = try digits(4, exactly: true)
    case "y":
      let short = try digits(2)
      year = short < 69 ? 2000 + short : 1900 + short
    case "m": month = try digits(2)
    case "d", "e": day = try digits(2)
    case "j": dayOfYear = try digits(3)
    case "H", "I", "k", "l": hour = try digits(2)
    case "M": minute = try digits(2)
    case "S": second = try digits(2)
    case "f":
      let written = text.prefix(6).prefix { $0.isASCII && $0.isNumber }
      let value = try digits(6)
      microsecond = (written.count..<6).reduce(value) { number, _ in number * 10 }
    case "B": month = try name(among: TimeFormat.months) + 1
    case "b", "h": month = try name(among: TimeFormat.months.map { String($0.prefix(3)) }) + 1
    case "A": _ = try name(among: TimeFormat.weekdays)
    case "a": _ = try name(among: TimeFormat.weekdays.map { String($0.prefix(3)) })
    case "p": isAfternoon = try name(among: ["AM", "PM"]) == 1
    case "z": zone = try offset()
    case "Z": if try name(among: ["UTC", "GMT"]) == 0 { zone = nil }
    case "w", "u": _ = try digits(1)
    case "F": try read("%Y-%m-%d")
    case "T": try read("%H:%M:%S")
    case "D": try read("%m/%d/%y")
    case "R": try read("%H:%M")
    case "%": try unless(text.popFirst() != "%")
    default: throw Mismatch()
    }
  }

  private mutating func digits(_ most: Int, exactly: Bool = false) throws(Mismatch) -> Int {
    let found = text.prefix(most).prefix { $0.isASCII && $0.isNumber }
    try unless(found.isEmpty || (exactly && found.count != most))
    text = text.dropFirst(found.count)
    return Int(found) ?? 0
  }

  private mutating func name(among names: [String]) throws(Mismatch) -> Int {
    let lowered = text.lowercased()
    guard let index = names.firstIndex(where: { lowered.hasPrefix($0.lowercased()) }) else {
      throw Mismatch()
    }
    text = text.dropFirst(names[index].count)
    return index
  }

  /// `+01:00`, `+0100`, `Z`
  private mutating func offset() throws(Mismatch) -> ZoneOffset {
    if text.first == "Z" || text.first == "z" {
      text.removeFirst()
      return .utc
    }
    let sign = text.popFirst()
    try unless(sign != "+" && sign != "-")
    let hours = try digits(2)
    if text.first == ":" { text.removeFirst() }
    let minutes = (hours * 60 + (try digits(2))) * (sign == "-" ? -1 : 1)
    guard minutes != 0 else { return .utc }
    return TimeZoneObject("UTC", .fixed(minutes)).offset(at: LocalTime(microseconds: 0))
  }

  private func result() throws -> DateTimeObject {
    var hour = hour
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    var date = try CivilDate.checked(year, month, day)
    if let dayOfYear {
      date = CivilDate(days: try CivilDate.checked(year, 1, 1).days + dayOfYear - 1)
    }
    let clock = try ClockTime.checked(hour, minute, second, microsecond)
    return DateTimeObject(LocalTime(date, ofDay: clock.ofDay), zone: zone)
  }

  // MARK: fromisoformat

  /// `2024-02-29`, `2024-02-29T13:05:00.25+01:00` and the like.
  static func readISO(_ text: String) throws -> DateTimeObject {
    var reading = TimeReading(text)
    do {
      try reading.readISODate()
      if !reading.text.isEmpty {
        reading.text.removeFirst()
        try reading.readISOTime()
      }
      guard reading.text.isEmpty else { throw Mismatch() }
    } catch {
      throw Diagnostic(code: "value-error", "Invalid isoformat string: '\(text)'")
    }
    return try reading.result()
  }

  private mutating func readISODate() throws(Mismatch) {
    year = try digits(4, exactly: true)
    let isExtended = text.first == "-"
    if isExtended { text.removeFirst() }
    month = try digits(2, exactly: true)
    if isExtended { try unless(text.popFirst() != "-") }
    day = try digits(2, exactly: true)
  }

  private mutating func readISOTime() throws(Mismatch) {
    hour = try digits(2, exactly: true)
    if let next = text.first, next == ":" || next.isNumber {
      if next == ":" { text.removeFirst() }
      minute = try digits(2, exactly: true)
    }
    if let next = text.first, next == ":" || next.isNumber {
      if next == ":" { text.removeFirst() }
      second = try digits(2, exactly: true)
    }
    if text.first == "." || text.first == "," {
      text.removeFirst()
      try read(field: "f")
    }
    if !text.isEmpty { zone = try offset() }
  }
}
