/// The parts of a moment as they are found one by one in a text.
struct FreeTimeReading {
  /// Numbers of the date, in the order they stand.
  private var date: [(value: Int, digits: Int)] = []
  private var hasMonthName = false
  private var hasClock = false
  private var hasHalf = false
  private var hour: Int?
  private var isEmpty = true

  /// Takes the tokens from left to right; false where one has no place in a time.
  mutating func take(_ tokens: [FreeTimeToken]) -> Bool {
    var rest = tokens[...]
    while let token = rest.popFirst() {
      let isTaken =
        switch token {
        case .space: true
        case .number(let digits): take(number: digits, &rest)
        case .word(let word): take(word: word)
        case .mark(let mark): take(mark: mark, &rest)
        }
      if !isTaken { return false }
    }
    return true
  }

  /// Whether the numbers can be a day, a month and a year that exist.
  var isSound: Bool {
    if isEmpty || (hasHalf && (hour ?? 0) > 12) { return false }
    if hasMonthName { return date.count <= 2 }
    switch date.count {
    case 3: return isDate
    case 2: return date.contains { (1...12).contains($0.value) }
    case 1: return date[0].value > 0
    default: return date.isEmpty
    }
  }

  /// The year stands first or last; before it the month is first where both could be months.
  private var isDate: Bool {
    let isYear = date.map { $0.digits > 2 || $0.value > 31 }
    guard isYear.count(where: { $0 }) <= 1, !isYear[1] else { return false }
    let values = date.map(\.value)
    let (year, month, day) =
      if isYear[0] {
        (values[0], values[1], values[2])
      } else if values[0] > 12 {
        (values[2], values[1], values[0])
      } else {
        (values[2], values[0], values[1])
      }
    return (1...12).contains(month) && day > 0 && day <= TimeFields.days(in: month, of: year)
  }

  private mutating func take(number digits: String, _ rest: inout ArraySlice<FreeTimeToken>)
    -> Bool
  {
    guard let value = Int(digits) else { return false }
    isEmpty = false
    if rest.first == .mark(UInt8(ascii: ":")) { return takeClock(value, &rest) }
    if case .word(let word)? = rest.first(where: { $0 != .space }), Self.halves.contains(word),
      !hasClock
    {
      hasClock = true
      return value < 24
    }
    if case .word(let unit)? = rest.first, Self.units.contains(unit) {
      rest.removeFirst()
      hasClock = true
      return value < 60
    }
    return take(run: digits, value)
  }

  /// Six, eight, twelve and fourteen digits are a date, or a date and a time, without marks.
  private mutating func take(run digits: String, _ value: Int) -> Bool {
    if date.count == 3, !hasClock { return take(clockRun: digits, value) }
    switch digits.utf8.count {
    case 1...4: date.append((value, digits.utf8.count))
    case 6: return takeDate(year: 2000 + value / 10_000, value / 100 % 100, value % 100)
    case 8: return takeDate(year: value / 10_000, value / 100 % 100, value % 100)
    case 12:
      return takeDate(year: value / 100_000_000, value / 1_000_000 % 100, value / 10_000 % 100)
        && takeHour(value / 100 % 100, minute: value % 100, second: 0)
    case 14:
      let day = value / 1_000_000
      return takeDate(year: day / 10_000, day / 100 % 100, day % 100)
        && takeHour(value / 10_000 % 100, minute: value / 100 % 100, second: value % 100)
    default: return false
    }
    return true
  }

  /// `HH`, `HHMM` or `HHMMSS` after a date.
  private mutating func take(clockRun digits: String, _ value: Int) -> Bool {
    switch digits.utf8.count {
    case 1, 2: takeHour(value, minute: 0, second: 0)
    case 4: takeHour(value / 100, minute: value % 100, second: 0)
    case 6: takeHour(value / 10_000, minute: value / 100 % 100, second: value % 100)
    default: false
    }
  }

  private mutating func takeDate(year: Int, _ month: Int, _ day: Int) -> Bool {
    guard date.isEmpty, (1...12).contains(month) else { return false }
    date = [(year, 4), (month, 2), (day, 2)]
    return day > 0 && day <= TimeFields.days(in: month, of: year)
  }

  private mutating func takeHour(_ hour: Int, minute: Int, second: Int) -> Bool {
    guard !hasClock else { return false }
    hasClock = true
    self.hour = hour
    return hour < 24 && minute < 60 && second < 60
  }

  /// `:MM`, then `:SS`, then a fraction.
  private mutating func takeClock(_ hour: Int, _ rest: inout ArraySlice<FreeTimeToken>) -> Bool {
    var parts: [Int] = []
    while rest.first == .mark(UInt8(ascii: ":")), parts.count < 2 {
      rest.removeFirst()
      guard case .number(let digits)? = rest.first, let value = Int(digits) else { break }
      rest.removeFirst()
      parts.append(value)
    }
    guard let minute = parts.first else { return false }
    let fraction: [FreeTimeToken] = [.mark(UInt8(ascii: ".")), .mark(UInt8(ascii: ","))]
    if parts.count == 2, let mark = rest.first, fraction.contains(mark),
      case .number? = rest.dropFirst().first
    {
      rest = rest.dropFirst(2)
    }
    return takeHour(hour, minute: minute, second: parts.count > 1 ? parts[1] : 0)
  }

  private mutating func take(word: String) -> Bool {
    if Self.months.contains(word) {
      guard !hasMonthName else { return false }
      hasMonthName = true
      isEmpty = false
      return true
    }
    if Self.halves.contains(word) {
      guard hasClock, !hasHalf else { return false }
      hasHalf = true
      return true
    }
    if Self.days.contains(word) {
      isEmpty = false
      return true
    }
    return Self.fillers.contains(word) || (hasClock && Self.zones.contains(word))
  }

  /// An offset of a zone, or a mark between parts.
  private mutating func take(mark: UInt8, _ rest: inout ArraySlice<FreeTimeToken>) -> Bool {
    let isSign = mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-")
    if isSign, hasClock, case .number(let digits)? = rest.first, digits.utf8.count <= 4 {
      rest.removeFirst()
      if rest.first == .mark(UInt8(ascii: ":")), case .number? = rest.dropFirst().first {
        rest = rest.dropFirst(2)
      }
      return true
    }
    return Self.marks.contains(mark)
  }

  private static let months = Set(
    TimeWords.months + TimeWords.months.map { String($0.prefix(3)) } + ["sept"])
  private static let days = Set(TimeWords.days + TimeWords.days.map { String($0.prefix(3)) })
  private static let halves: Set = ["am", "pm", "a", "p"]
  private static let units: Set = [
    "h", "hour", "hours", "m", "minute", "minutes", "s", "second", "seconds",
  ]
  private static let fillers: Set = ["at", "on", "and", "ad", "of", "st", "nd", "rd", "th", "t"]
  private static let zones: Set = ["z", "utc", "gmt"]
  private static let marks = Set(" .,;-/'".utf8)
}
