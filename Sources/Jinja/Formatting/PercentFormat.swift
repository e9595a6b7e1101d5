internal import Diagnostics

/// Python's `format % values`.
struct PercentFormat {
  private let argument: Value
  /// Whether what `%s` and `%r` print is escaped: the format is safe text.
  private let isEscaping: Bool
  private var position = 0
  private var result = ""
  private var rest: ArraySlice<Unicode.Scalar>

  /// Throws: `type-error` for too few or too many values or one of the wrong type; `value-error` for
  /// a wrong format.
  static func apply(
    _ format: String, _ argument: Value, isEscaping: Bool = false
  ) throws -> String {
    var formatter = PercentFormat(format, argument, isEscaping)
    return try formatter.run()
  }

  private init(_ format: String, _ argument: Value, _ isEscaping: Bool) {
    self.argument = argument
    self.isEscaping = isEscaping
    rest = Array(format.unicodeScalars)[...]
  }

  private mutating func run() throws -> String {
    while let scalar = rest.popFirst() {
      if scalar == "%" {
        try convert()
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if case .tuple(let tuple) = argument, position < tuple.items.count {
      throw Diagnostic(
        code: "type-error",
        "not all values were used by the format: \(tuple.items.count) given, \(position) used")
    } else if position == 0, !isTuple, !isMapping {
      throw Diagnostic(code: "type-error", "not all values were used by the format")
    }
    return result
  }

  private var isTuple: Bool { if case .tuple = argument { true } else { false } }
  private var isMapping: Bool {
    switch argument {
    case .dict, .list, .undefined: true
    case .object(let object): usedKey || hasItems(object)
    default: usedKey
    }
  }

  /// Whether Python takes an object for a mapping: whether it has items, of whatever kind.
  private func hasItems(_ object: any Object) -> Bool {
    switch object {
    case is IteratorValue, is DictView, is SetValue, is NamespaceValue, is CyclerValue,
      is DecimalValue:
      false
    default: !object.isCallable
    }
  }
  private var usedKey = false

  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let left = Flags(rawValue: 1)
    static let plus = Flags(rawValue: 2)
    static let space = Flags(rawValue: 4)
    static let alternate = Flags(rawValue: 8)
    static let zero = Flags(rawValue: 16)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init?(sign: Unicode.Scalar) {
      switch sign {
      case "-": self = .left
      case "+": self = .plus
      case " ": self = .space
      case "#": self = .alternate
      case "0": self = .zero
      default: return nil
      }
    }
  }

  private mutating func next() throws -> Value {
    defer { position += 1 }
    guard case .tuple(let tuple) = argument else {
      guard position == 0 else { throw tooFew }
      return argument
    }
    guard position < tuple.items.count else { throw tooFew }
    return tuple.items[position]
  }

  private var tooFew: Diagnostic {
    Diagnostic(code: "type-error", "there are not enough values for the format")
  }

  private mutating func convert() throws {
    let start = rest.startIndex
    var keyed: Value?
    if rest.first == "(" { keyed = try takeKey() }
    var flags: Flags = []
    while let flag = rest.first.flatMap(Flags.init(sign:)) {
      flags.insert(flag)
      rest.removeFirst()
    }
    var width = try number() ?? 0
    if width < 0 {
      flags.insert(.left)
      width = -width
    }
    var precision: Int?
    if rest.first == "." {
      rest.removeFirst()
      precision = max(0, try number() ?? 0)
    }
    while let size = rest.first, size == "h" || size == "l" || size == "L" { rest.removeFirst() }
    guard let type = rest.popFirst() else {
      throw Diagnostic(code: "value-error", "the format ends in the middle of a conversion")
    }
    if type == "%", start + 1 == rest.startIndex {
      result += "%"
      return
    }
    let value = try keyed ?? next()
    result += try text(value, type, flags, width, precision)
  }

  private mutating func takeKey() throws -> Value {
    guard let dict = argument.dict else {
      if case .undefined(let undefined) = argument { throw undefined.diagnostic }
      throw Diagnostic(code: "type-error", "a format with names needs a dict")
    }
    rest.removeFirst()
    var key = ""
    var depth = 1
    while let scalar = rest.popFirst() {
      if scalar == "(" { depth += 1 }
      if scalar == ")" {
        depth -= 1
        if depth == 0 { break }
      }
      key.unicodeScalars.append(scalar)
    }
    guard depth == 0 else {
      throw Diagnostic(code: "value-error", "the format has a `%(` that is not closed")
    }
    usedKey = true
    guard let value = dict[key] else {
      throw Diagnostic(
        code: "key-error", "the format names \(PythonString.repr(key)), which is not given",
        help: NearMiss.help(for: key, among: dict.keys.compactMap(\.string)))
    }
    return value
  }

  private mutating func number() throws -> Int? {
    if rest.first == "*" {
      rest.removeFirst()
      let value = try next()
      guard let number = value.int else {
        throw Diagnostic(
          code: BigInt(value) == nil ? "type-error" : "overflow-error",
          "`*` in a format needs an integer")
      }
      return number
    }
    var value: Int?
    while let digit = rest.first, digit.value >= 0x30, digit.value <= 0x39 {
      value = (value ?? 0) * 10 + Int(digit.value - 0x30)
      rest.removeFirst()
      if let value, value > 1_000_000 {
        throw Diagnostic(code: "value-error", "the width or precision of a format is too large")
      }
    }
    return value
  }

  private func text(_ value: Value, _ type: Unicode.Scalar) throws -> String {
    if type == "s" {
      let text = try value.text()
      return isEscaping ? try Escaping.escaped(value, text) : text
    }
    let text = isEscaping ? Escaping.html(try value.reprText()) : try value.reprText()
    return type == "r" ? text : PythonString.ascii(text)
  }

  private func text(
    _ value: Value, _ type: Unicode.Scalar, _ flags: Flags, _ width: Int,
    _ precision: Int?
  ) throws -> String {
    switch type {
    case "s", "r", "a":
      let whole = try text(value, type)
      let kept = precision.map { PythonString.prefix(whole, $0) } ?? whole
      return pad("", kept, flags.subtracting(.zero), width)
    case "c":
      if let text = value.string, PythonString.length(text) == 1 {
        return pad("", text, flags.subtracting(.zero), width)
      }
      if value.int.map({ !(0..<0x11_0000).contains($0) }) ?? (BigInt(value) != nil) {
        throw Diagnostic(code: "overflow-error", "`%c` needs the number of a character")
      }
      guard let scalar = value.int.flatMap(UInt32.init(exactly:)).flatMap(Unicode.Scalar.init)
      else {
        throw Diagnostic(code: "type-error", "`%c` needs an integer or one character")
      }
      return pad("", String(scalar), flags.subtracting(.zero), width)
    case "d", "i", "u", "x", "X", "o": return try integer(value, type, flags, width, precision)
    case "e", "E", "f", "F", "g", "G": return try float(value, type, flags, width, precision ?? 6)
    default:
      throw Diagnostic(code: "value-error", "the format has no conversion `%\(type)`")
    }
  }

  private func integer(
    _ value: Value, _ type: Unicode.Scalar, _ flags: Flags, _ width: Int,
    _ precision: Int?
  ) throws -> String {
    let isDecimal = "diu".unicodeScalars.contains(type)
    var whole = BigInt(value)
    if whole == nil, isDecimal, case .double(let number) = value, number.isFinite {
      whole = BigInt(number)
    }
    if isDecimal { whole = whole ?? value.decimal?.truncated }
    guard let number = whole else {
      throw wrongType(value, type, isDecimal ? "a number" : "an integer")
    }
    let radix: UInt32 = isDecimal ? 10 : type == "o" ? 8 : 16
    var digits = try number.magnitude.checkedText(radix: radix)
    if type == "X" { digits = digits.uppercased() }
    if let precision, digits.utf8.count < precision {
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    let mark = flags.contains(.alternate) && !isDecimal ? "0\(type)" : ""
    return pad(sign(number.isNegative, flags) + mark, digits, flags, width)
  }

  private func float(
    _ value: Value, _ type: Unicode.Scalar, _ flags: Flags, _ width: Int,
    _ precision: Int
  ) throws -> String {
    guard let number = value.double else { throw wrongType(value, type, "a number") }
    let conversion = Character(String(type).lowercased())
    var text =
      number.isNaN
      ? "nan"
      : number.isInfinite
        ? "inf"
        : PythonFloat.format(
          number.magnitude, conversion, precision: precision,
          isAlternate: flags.contains(.alternate))
    if type.properties.isUppercase { text = text.uppercased() }
    let isNegative = number.sign == .minus && !number.isNaN
    return pad(sign(isNegative, flags), text, flags, width)
  }

  private func wrongType(_ value: Value, _ type: Unicode.Scalar, _ wanted: String) -> Diagnostic {
    if case .undefined(let undefined) = value {
      return wanted == "an integer" ? undefined.typeError : undefined.diagnostic
    }
    return Diagnostic(
      code: "type-error", "`%\(type)` needs \(wanted), not `\(value.typeName)`")
  }

  private func sign(_ isNegative: Bool, _ flags: Flags) -> String {
    isNegative ? "-" : flags.contains(.plus) ? "+" : flags.contains(.space) ? " " : ""
  }

  private func pad(
    _ prefix: String, _ text: String, _ flags: Flags, _ width: Int
  ) -> String {
    let missing = max(0, width - PythonString.length(prefix) - PythonString.length(text))
    if flags.contains(.left) { return prefix + text + PythonString.repeated(" ", missing) }
    if flags.contains(.zero) { return prefix + PythonString.repeated("0", missing) + text }
    return PythonString.repeated(" ", missing) + prefix + text
  }
}
