/// A number as agate reads it: currency signs, per cent signs and grouping commas are taken off, and
/// Python's `Decimal` takes the rest.
enum SeedNumber: Equatable {
  case integer(Int64)
  /// `units` times ten to `-places`, with 15 digits at most and no zero at the end.
  case fraction(units: Int64, places: Int)
  /// `digits` without leading and trailing zeros, times ten to `exponent`.
  case decimal(isNegative: Bool, digits: [UInt8], exponent: Int)
  case notANumber
  case infinity(isNegative: Bool)

  /// nil when the field, which is trimmed and not null, is no number.
  init?(_ field: UnsafeRawBufferPointer) {
    if let plain = Self.plain(field) {
      self = plain
    } else if let number = Self.number(String(decoding: field, as: UTF8.self)) {
      self = number
    } else {
      return nil
    }
  }

  /// Places after the point when trailing zeros are left out.
  var decimalPlaces: Int {
    switch self {
    case .fraction(_, let places): places
    case .decimal(_, _, let exponent): max(0, -exponent)
    default: 0
    }
  }

  /// nil for fractions, and for whole numbers beyond 64 bits.
  var int64: Int64? {
    switch self {
    case .integer(let value): value
    case .decimal(_, _, let exponent) where exponent >= 0 && exponent < 20: Int64(wholeText)
    default: nil
    }
  }

  var double: Double {
    switch self {
    case .integer(let value): Double(value)
    // Both are exact in a double, so that their quotient is the nearest one (Clinger 1990).
    case .fraction(let units, let places): Double(units) / Self.powersOfTen[places]
    case .notANumber: .nan
    case .infinity(let isNegative): isNegative ? -.infinity : .infinity
    case .decimal(let isNegative, let digits, let exponent):
      Double("\(isNegative ? "-" : "")\(String(decoding: digits, as: UTF8.self))e\(exponent)") ?? 0
    }
  }

  /// The digits of a whole number, without an exponent.
  var wholeText: String {
    switch self {
    case .integer(let value), .fraction(let value, _): String(value)
    case .decimal(let isNegative, let digits, let exponent):
      (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
        + String(repeating: "0", count: max(0, exponent))
    case .notANumber: "NaN"
    case .infinity(let isNegative): isNegative ? "-Infinity" : "Infinity"
    }
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// Up to 15 digits with a minus and a point at most: the common case, without an allocation.
  private static func plain(_ field: UnsafeRawBufferPointer) -> SeedNumber? {
    guard field.count <= 17 else { return nil }
    let isNegative = field.first == UInt8(ascii: "-")
    var units: Int64 = 0
    var digits = 0
    var point: Int?
    for byte in field.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), point == nil {
        point = digits
      } else if byte >= 48, byte <= 57 {
        units = units * 10 + Int64(byte - 48)
        digits += 1
      } else {
        return nil
      }
    }
    guard (1...15).contains(digits) else { return nil }
    var places = digits - (point ?? digits)
    while places > 0, units % 10 == 0 {
      units /= 10
      places -= 1
    }
    if isNegative { units = -units }
    return places == 0 ? .integer(units) : .fraction(units: units, places: places)
  }
}

// agate's `Number.cast`, step by step.
extension SeedNumber {
  private static let currencySigns: [Character] = [
    "؋", "$", "ƒ", "៛", "¥", "₡", "₱", "£", "€", "¢", "﷼", "₪", "₩", "₭", "₮", "₦", "฿", "₤", "₫",
  ]

  private static func number(_ text: String) -> SeedNumber? {
    var rest = text[...].stripped { $0 == "%" }
    var isNegative = false
    if rest.first == "-" {
      rest.removeFirst()
      isNegative = true
    }
    // One sign after the other, in this order: `$€5` is a number and `€$5` is none.
    for sign in currencySigns { rest = rest.stripped { $0 == sign } }
    let plain = String(rest.filter { $0 != "," }[...].stripped(while: \.isWhitespace))
    return decimal(plain.filter { $0 != "_" }, isNegative: isNegative)
  }

  /// The grammar of Python's `Decimal`.
  private static func decimal(_ text: String, isNegative: Bool) -> SeedNumber? {
    var rest = text[...]
    var isNegative = isNegative
    if rest.first == "-" || rest.first == "+" {
      isNegative = isNegative != (rest.removeFirst() == "-")
    }
    switch rest.lowercased() {
    case "inf", "infinity": return .infinity(isNegative: isNegative)
    case let word where word.hasPrefix("nan"):
      return word.dropFirst(3).allSatisfy(\.isWholeNumber) ? .notANumber : nil
    default: return finite(rest, isNegative: isNegative)
    }
  }

  private static func finite(_ text: Substring, isNegative: Bool) -> SeedNumber? {
    var rest = text
    let whole = takeDigits(&rest)
    var fraction: [UInt8] = []
    if rest.first == "." {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty, let power = exponent(rest) else { return nil }
    var digits = (whole + fraction).drop { $0 == UInt8(ascii: "0") }
    var exponent = power - fraction.count
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    // Decimal keeps a negative zero, which no database does.
    if digits.isEmpty { return .integer(0) }
    return .decimal(isNegative: isNegative, digits: Array(digits), exponent: exponent)
  }

  /// Digits of any script, as ASCII.
  private static func takeDigits(_ text: inout Substring) -> [UInt8] {
    var digits: [UInt8] = []
    while let value = text.first?.wholeNumberValue, (0...9).contains(value) {
      digits.append(UInt8(ascii: "0") + UInt8(value))
      text.removeFirst()
    }
    return digits
  }

  private static func exponent(_ text: Substring) -> Int? {
    guard let mark = text.first else { return 0 }
    guard mark == "e" || mark == "E" else { return nil }
    return Int(text.dropFirst())
  }
}

extension Substring {
  fileprivate func stripped(while condition: (Character) -> Bool) -> Substring {
    var rest = drop(while: condition)
    while let last = rest.last, condition(last) { rest.removeLast() }
    return rest
  }
}
