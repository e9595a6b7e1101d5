internal import Diagnostics

/// Python's format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpec {
  var fill: Unicode.Scalar = " "
  var alignment: Unicode.Scalar?
  var sign: Unicode.Scalar?
  /// Whether a negative zero is printed as zero (`z`).
  var isZeroPositive = false
  var isAlternate = false
  var width = 0
  var grouping: Unicode.Scalar?
  var precision: Int?
  var type: Unicode.Scalar?
  private let text: String

  /// Throws: `value-error`.
  init(_ text: String) throws {
    self.text = text
    var rest = Array(text.unicodeScalars)[...]
    var hasFill = false
    if rest.count > 1, "<>=^".unicodeScalars.contains(rest[1]) {
      fill = rest[0]
      hasFill = true
      alignment = rest[1]
      rest = rest.dropFirst(2)
    } else if let first = rest.first, "<>=^".unicodeScalars.contains(first) {
      alignment = rest.removeFirst()
    }
    if let first = rest.first, "+- ".unicodeScalars.contains(first) { sign = rest.removeFirst() }
    if rest.first == "z" {
      isZeroPositive = true
      rest.removeFirst()
    }
    if rest.first == "#" {
      isAlternate = true
      rest.removeFirst()
    }
    if rest.first == "0" {
      if alignment == nil { alignment = "=" }
      if !hasFill { fill = "0" }
      rest.removeFirst()
    }
    width = try FormatSpec.number(&rest) ?? 0
    if rest.first == "," || rest.first == "_" { grouping = rest.removeFirst() }
    if rest.first == "." {
      rest.removeFirst()
      guard let number = try FormatSpec.number(&rest) else {
        throw error("the precision is missing")
      }
      precision = number
    }
    if rest.count == 1 { type = rest.removeFirst() }
    if !rest.isEmpty { throw error("it has more than it should") }
  }

  private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> Int? {
    let digits = rest.prefix { $0.value >= 0x30 && $0.value <= 0x39 }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: digits)
    guard let number = Int(String(text)), number <= 1_000_000 else {
      throw Diagnostic(code: "value-error", "the width or precision of a format is too large")
    }
    return number
  }

  /// `format(value, text)`. Throws: `type-error` for a value that takes no specification.
  static func apply(_ text: String, to value: Value) throws -> String {
    switch value {
    case .string, .markup, .bool, .int, .big, .double: return try FormatSpec(text).apply(to: value)
    default:
      if text.isEmpty { return try value.text() }
      if case .object(let object) = value, let formattable = object as? any FormattableObject {
        return try formattable.format(text)
      }
      throw Diagnostic(
        code: "type-error", "a value of type `\(value.typeName)` takes no format specification")
    }
  }

  func error(_ reason: String) -> Diagnostic {
    Diagnostic(
      code: "value-error", "the format specification \(PythonString.repr(text)) is wrong: \(reason)"
    )
  }

  private func apply(to value: Value) throws -> String {
    switch value {
    case .string(let text), .markup(let text): return try format(text)
    case .bool(let flag):
      if type == nil, !text.isEmpty { return try format(flag ? BigInt(1) : BigInt(0)) }
      return type == nil ? try format(flag ? "True" : "False") : try format(BigInt(flag ? 1 : 0))
    case .int(let number): return try format(BigInt(number))
    case .big(let number): return try format(number)
    case .double(let number): return try format(number)
    default: return try value.text()
    }
  }

  private func format(_ text: String) throws -> String {
    if let type, type != "s" { throw error("`\(type)` does not fit a string") }
    if sign != nil { throw error("a string has no sign") }
    if isZeroPositive { throw error("`z` does not fit a string") }
    if let grouping { throw error("`\(grouping)` does not go with a string") }
    if alignment == "=", fill != "0" { throw error("`=` does not fit a string") }
    let kept = precision.map { PythonString.prefix(text, $0) } ?? text
    return pad("", kept, default: "<")
  }

  // MARK: numbers

  private func format(_ number: BigInt) throws -> String {
    switch type {
    case nil, "d", "n", "x", "X", "o", "b", "c":
      if precision != nil { throw error("an integer has no precision") }
      if isZeroPositive { throw error("`z` does not fit an integer") }
      if type == "c" {
        guard let value = number.int,
          let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init)
        else { throw Diagnostic(code: "overflow-error", "there is no character \(number)") }
        return pad("", String(scalar), default: ">")
      }
      if let grouping, !(grouping == "_" || type == nil || type == "d") {
        throw error("`\(grouping)` does not go with `\(type ?? "d")`")
      }
      return try integer(number)
    case "e", "E", "f", "F", "g", "G", "%": return try format(number.double)
    case .some(let type): throw error("`\(type)` does not fit an integer")
    }
  }

  private func integer(_ number: BigInt) throws -> String {
    let (radix, mark): (UInt32, String) =
      switch type {
      case "x": (16, "0x")
      case "X": (16, "0X")
      case "o": (8, "0o")
      case "b": (2, "0b")
      default: (10, "")
      }
    var digits = try number.magnitude.checkedText(radix: radix)
    if type == "X" { digits = digits.uppercased() }
    let prefix = signText(number.isNegative) + (isAlternate ? mark : "")
    return padNumber(prefix, digits, "", group: radix == 10 ? 3 : 4)
  }

  private func signText(_ isNegative: Bool) -> String {
    isNegative ? "-" : sign.map { $0 == "-" ? "" : String($0) } ?? ""
  }

  func format(_ number: Decimal) throws -> String {
    let scaled =
      type == "%"
      ? Decimal(number.magnitude, isNegative: number.isNegative, exponent: number.exponent + 2)
      : number
    guard [nil, "f", "F", "%"].contains(type), type != nil || precision == nil else {
      return try format(number.double)
    }
    let kept =
      type == nil
      ? number : precision.map { scaled.quantized(to: -$0) } ?? scaled.withoutExponent
    let text = kept.absolute.description(isPlain: type != nil)
    let whole = text.prefix { $0 >= "0" && $0 <= "9" }
    let rest = text.dropFirst(whole.count) + (type == "%" ? "%" : "")
    return padNumber(signText(number.isNegative), String(whole), String(rest), group: 3)
  }

  private func format(_ number: Double) throws -> String {
    let magnitude = number.magnitude
    let prefix = signText(number.sign == .minus && !number.isNaN)
    if !number.isFinite {
      let isUpper = type == "E" || type == "F" || type == "G"
      let word = number.isNaN ? "nan" : "inf"
      return padNumber(
        prefix, "", (isUpper ? word.uppercased() : word) + (type == "%" ? "%" : ""), group: 3)
    }
    var text: String
    switch type {
    case "f", "F":
      text = PythonFloat.format(magnitude, "f", precision: precision ?? 6, isAlternate: isAlternate)
    case "e":
      text = PythonFloat.format(magnitude, "e", precision: precision ?? 6, isAlternate: isAlternate)
    case "E":
      text = PythonFloat.format(magnitude, "e", precision: precision ?? 6, isAlternate: isAlternate)
        .uppercased()
    case "g", "n":
      text = PythonFloat.format(magnitude, "g", precision: precision ?? 6, isAlternate: isAlternate)
    case "G":
      text = PythonFloat.format(magnitude, "g", precision: precision ?? 6, isAlternate: isAlternate)
        .uppercased()
    case "%":
      text = PythonFloat.format(magnitude * 100, "f", precision: precision ?? 6) + "%"
    case nil: text = try general(magnitude)
    case .some(let type): throw error("`\(type)` does not fit a float")
    }
    let whole = text.prefix { $0 >= "0" && $0 <= "9" }
    return padNumber(prefix, String(whole), String(text.dropFirst(whole.count)), group: 3)
  }

  /// Without a type: as `repr`, or with a precision as `g` that keeps one digit after the point.
  private func general(_ magnitude: Double) throws -> String {
    guard let precision else { return PythonFloat.repr(magnitude) }
    let text = PythonFloat.format(magnitude, "g", precision: max(1, precision))
    guard !text.contains("e"), !text.contains(".") else { return text }
    // As many digits before the point as the precision allows: then the exponent form is used.
    if text.utf8.count >= max(1, precision), magnitude != 0 {
      let (digits, exponent) = PythonFloat.shortestDigits(Double(text) ?? magnitude)
      if exponent >= max(1, precision) - 1 {
        let body = String(decoding: digits, as: UTF8.self)
        let fraction = digits.count > 1 ? "." + body.dropFirst() : ""
        let size = String(exponent)
        return "\(body.prefix(1))\(fraction)e+" + (size.utf8.count < 2 ? "0" : "") + size
      }
    }
    return text + ".0"
  }

  // MARK: padding

  private func padNumber(
    _ prefix: String, _ digits: String, _ rest: String, group: Int
  ) -> String {
    var body = grouped(digits, group)
    if grouping != nil, alignment == "=", fill == "0" {
      // Zeros in front are grouped like the other digits.
      var padded = digits
      while prefix.utf8.count + body.utf8.count + rest.utf8.count < width {
        padded = "0" + padded
        body = grouped(padded, group)
      }
    }
    return pad(prefix, body + rest, default: ">")
  }

  private func grouped(_ digits: String, _ size: Int) -> String {
    guard let grouping else { return digits }
    var result = ""
    for (index, digit) in digits.unicodeScalars.enumerated() {
      if index > 0, (digits.utf8.count - index) % size == 0 {
        result.unicodeScalars.append(grouping)
      }
      result.unicodeScalars.append(digit)
    }
    return result
  }

  private func pad(_ prefix: String, _ text: String, default side: Unicode.Scalar) -> String {
    let missing = width - PythonString.length(prefix) - PythonString.length(text)
    guard missing > 0 else { return prefix + text }
    let filling = PythonString.repeated(fill, missing)
    switch alignment ?? side {
    case "<": return prefix + text + filling
    case "^":
      let left = PythonString.repeated(fill, missing / 2)
      return left + prefix + text + PythonString.repeated(fill, missing - missing / 2)
    case "=": return prefix + filling + text
    default: return filling + prefix + text
    }
  }
}

/// A host object that takes a format specification: a date and its `%Y-%m-%d`.
package protocol FormattableObject: Object {
  func format(_ specification: String) throws -> String
}
