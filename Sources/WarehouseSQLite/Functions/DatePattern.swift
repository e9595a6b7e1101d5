import Warehouse

/// A pattern of `to_char` and `to_date` in its parts.
struct DatePattern {
  enum Field: String, CaseIterable {
    // Longer names first: the first that fits is taken.
    case month = "MONTH"
    case year4 = "YYYY"
    case isoYear = "IYYY"
    case hour24 = "HH24"
    case hour12 = "HH12"
    case dayOfYear = "DDD"
    case shortMonth = "MON"
    case weekdayName = "DAY"
    case year2 = "YY"
    case monthNumber = "MM"
    case isoWeek = "IW"
    case week = "WW"
    case day = "DD"
    case isoWeekday = "ID"
    case shortWeekday = "DY"
    case hour = "HH"
    case minute = "MI"
    case second = "SS"
    case millisecond = "MS"
    case microsecond = "US"
    case am = "AM"
    case pm = "PM"
    case quarter = "Q"
    case weekday = "D"
  }

  enum Part {
    case text(String)
    /// `spelling` is as written, which decides the case of names.
    case field(Field, spelling: String, isPadded: Bool)
  }

  let parts: [Part]

  init(_ pattern: String) {
    var parts: [Part] = []
    var rest = pattern[...]
    var isPadded = true
    while let first = rest.first {
      if first == "\"" {
        let quoted = rest.dropFirst().prefix { $0 != "\"" }
        parts.append(.text(String(quoted)))
        rest = rest.dropFirst(quoted.count + 2)
      } else if rest.prefix(2).uppercased() == "FM" {
        isPadded = false
        rest = rest.dropFirst(2)
      } else if let field = Field.allCases.first(where: { rest.starts(with: $0) }) {
        let spelling = String(rest.prefix(field.rawValue.count))
        parts.append(.field(field, spelling: spelling, isPadded: isPadded))
        rest = rest.dropFirst(spelling.count)
        isPadded = true
      } else {
        parts.append(.text(String(first)))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
}

extension Substring {
  fileprivate func starts(with field: DatePattern.Field) -> Bool {
    prefix(field.rawValue.count).uppercased() == field.rawValue
  }
}

extension DatePattern {
  func text(of time: CivilParts) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field, let spelling, let isPadded):
        field.text(of: time, spelling: spelling, isPadded: isPadded)
      }
    }.joined()
  }
}

extension DatePattern.Field {
  fileprivate func text(of time: CivilParts, spelling: String, isPadded: Bool) -> String {
    if let (value, width) = number(of: time) {
      let digits = String(value)
      return String(repeating: "0", count: isPadded ? max(0, width - digits.count) : 0) + digits
    }
    let name = name(of: time)
    // Full names are padded to the longest of them, nine letters.
    let isFull = self == .month || self == .weekdayName
    let padding = isFull && isPadded ? String(repeating: " ", count: 9 - name.count) : ""
    if spelling == spelling.lowercased() { return name.lowercased() + padding }
    return (spelling == spelling.uppercased() ? name.uppercased() : name) + padding
  }

  /// The field's value and its width in digits; nil for fields of letters.
  private func number(of time: CivilParts) -> (Int, width: Int)? {
    switch self {
    case .year4: (time.year, 4)
    case .year2: (((time.year % 100) + 100) % 100, 2)
    case .isoYear: (time.isoWeek.year, 4)
    case .quarter: ((time.month - 1) / 3 + 1, 1)
    case .monthNumber: (time.month, 2)
    case .week: ((time.dayOfYear - 1) / 7 + 1, 2)
    case .isoWeek: (time.isoWeek.week, 2)
    case .dayOfYear: (time.dayOfYear, 3)
    case .day: (time.day, 2)
    case .weekday: (time.weekday + 1, 1)
    case .isoWeekday: (time.isoWeekday, 1)
    case .hour24: (time.hour, 2)
    case .hour12, .hour: ((time.hour + 11) % 12 + 1, 2)
    case .minute: (time.minute, 2)
    case .second: (time.second, 2)
    case .millisecond: (time.fraction / 1000, 3)
    case .microsecond: (time.fraction, 6)
    case .month, .shortMonth, .weekdayName, .shortWeekday, .am, .pm: nil
    }
  }

  private func name(of time: CivilParts) -> String {
    switch self {
    case .month: DatePattern.months[time.month - 1]
    case .shortMonth: String(DatePattern.months[time.month - 1].prefix(3))
    case .weekdayName: DatePattern.weekdays[time.weekday]
    case .shortWeekday: String(DatePattern.weekdays[time.weekday].prefix(3))
    default: time.hour < 12 ? "AM" : "PM"
    }
  }
}
