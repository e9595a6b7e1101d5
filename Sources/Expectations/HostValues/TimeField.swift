/// How one directive of a time format may be read at a place.
enum TimeField {
  typealias Reading = (value: Int, scanner: TimeScanner)

  /// The possible readings, longest first; empty where the text there is none.
  static func readings(of directive: UInt8, _ scanner: TimeScanner) -> [Reading] {
    switch directive {
    case UInt8(ascii: "Y"): numbers(scanner, 4...4, 1...9999)
    case UInt8(ascii: "y"): numbers(scanner, 2...2, 0...99)
    case UInt8(ascii: "m"): numbers(scanner, 1...2, 1...12)
    case UInt8(ascii: "d"): numbers(scanner, 1...2, 1...31)
    case UInt8(ascii: "H"): numbers(scanner, 1...2, 0...23)
    case UInt8(ascii: "I"): numbers(scanner, 1...2, 1...12)
    case UInt8(ascii: "M"): numbers(scanner, 1...2, 0...59)
    // Python reads leap seconds, and then finds that no moment has them.
    case UInt8(ascii: "S"): numbers(scanner, 1...2, 0...61)
    case UInt8(ascii: "f"): numbers(scanner, 1...6, 0...999_999)
    case UInt8(ascii: "j"): numbers(scanner, 1...3, 1...366)
    case UInt8(ascii: "U"), UInt8(ascii: "W"): numbers(scanner, 1...2, 0...53)
    case UInt8(ascii: "w"): numbers(scanner, 1...1, 0...6)
    case UInt8(ascii: "u"): numbers(scanner, 1...1, 1...7)
    case UInt8(ascii: "p"): words(scanner, ["am", "pm"])
    case UInt8(ascii: "b"): words(scanner, TimeWords.months.map { String($0.prefix(3)) })
    case UInt8(ascii: "B"): words(scanner, TimeWords.months)
    case UInt8(ascii: "a"): words(scanner, TimeWords.days.map { String($0.prefix(3)) })
    case UInt8(ascii: "A"): words(scanner, TimeWords.days)
    case UInt8(ascii: "Z"): words(scanner, ["utc", "gmt"])
    case UInt8(ascii: "z"): offset(scanner)
    default: []
    }
  }

  private static func numbers(
    _ scanner: TimeScanner, _ widths: ClosedRange<Int>, _ range: ClosedRange<Int>
  ) -> [Reading] {
    widths.reversed().compactMap { width in
      var scanner = scanner
      guard let number = scanner.number(width: width), range.contains(number) else { return nil }
      return (number, scanner)
    }
  }

  private static func words(_ scanner: TimeScanner, _ words: [String]) -> [Reading] {
    words.indices.compactMap { index in
      var scanner = scanner
      return scanner.skip(word: words[index]) ? (index + 1, scanner) : nil
    }
  }

  /// `Z`, `+HHMM`, `+HH:MM`, either with seconds and a fraction.
  private static func offset(_ scanner: TimeScanner) -> [Reading] {
    var scanner = scanner
    if scanner.skip(UInt8(ascii: "Z")) { return [(0, scanner)] }
    guard scanner.skip(UInt8(ascii: "+")) || scanner.skip(UInt8(ascii: "-")),
      scanner.number(width: 2) != nil
    else { return [] }
    let hasColons = scanner.skip(UInt8(ascii: ":"))
    guard let minutes = scanner.number(width: 2), minutes < 60 else { return [] }
    var longer = scanner
    if !hasColons || longer.skip(UInt8(ascii: ":")), let seconds = longer.number(width: 2),
      seconds < 60
    {
      return [(0, longer), (0, scanner)]
    }
    return [(0, scanner)]
  }
}

/// English names, in lower case.
enum TimeWords {
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
}

/// What has been read of a moment, as far as it decides whether the day exists.
struct TimeFields {
  private var year: Int?
  private var month: Int?
  private var day: Int?
  private var second = 0

  mutating func set(_ directive: UInt8, _ value: Int) {
    switch directive {
    case UInt8(ascii: "Y"): year = value
    // POSIX: 69 to 99 are of the last century.
    case UInt8(ascii: "y"): year = value < 69 ? 2000 + value : 1900 + value
    case UInt8(ascii: "m"), UInt8(ascii: "b"), UInt8(ascii: "B"): month = value
    case UInt8(ascii: "d"): day = value
    case UInt8(ascii: "S"): second = value
    default: break
    }
  }

  /// Without a year it is 1900, as in Python: which has no 29 February.
  var exist: Bool {
    let year = year ?? 1900
    if let day, day > TimeFields.days(in: month ?? 1, of: year) { return false }
    return second < 60
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
