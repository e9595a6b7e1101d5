internal import Diagnostics
@preconcurrency internal import Glibc

extension Operators {
  /// The usual case: nil when the result needs more than 64 bits or raises.
  static func integers(_ sign: BinaryOperator, _ a: Int, _ b: Int) -> Value? {
    switch sign {
    case .add:
      let (sum, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : .int(sum)
    case .subtract:
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? nil : .int(difference)
    case .multiply:
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? nil : .int(product)
    case .divide:
      return b == 0 || a.magnitude >> 53 != 0 || b.magnitude >> 53 != 0
        ? nil : .double(Double(a) / Double(b))
    case .floorDivide:
      guard b != 0, a != .min else { return nil }
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return .int(remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient)
    case .modulo:
      guard b != 0, a != .min else { return nil }
      let remainder = a % b
      return .int(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
    case .power: return nil
    }
  }

  /// Numbers of any type; nil when one of the two is not a number.
  static func numbers(_ sign: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if let x = BigInt(a), let y = BigInt(b) { return try bigIntegers(sign, x, y) }
    if a.object != nil || b.object != nil { return nil }
    guard let x = a.double, let y = b.double else { return nil }
    for (value, double) in [(a, x), (b, y)] {
      if case .big = value, double.isInfinite {
        throw Diagnostic(code: "overflow-error", "the integer is too large for a float")
      }
    }
    return .double(try doubles(sign, x, y))
  }

  private static func doubles(_ sign: BinaryOperator, _ a: Double, _ b: Double) throws -> Double {
    switch sign {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide:
      guard b != 0 else { throw divisionByZero }
      return a / b
    case .floorDivide:
      guard b != 0 else { throw divisionByZero }
      return floorQuotient(a, b)
    case .modulo:
      guard b != 0 else { throw divisionByZero }
      return floorRemainder(a, b)
    case .power: return try power(a, b)
    }
  }

  private static func floorRemainder(_ a: Double, _ b: Double) -> Double {
    let remainder = fmod(a, b)
    if remainder == 0 { return copysign(0, b) }
    return (remainder < 0) != (b < 0) ? remainder + b : remainder
  }

  private static func floorQuotient(_ a: Double, _ b: Double) -> Double {
    let quotient = (a - floorRemainder(a, b)) / b
    guard quotient != 0 else { return copysign(0, a / b) }
    let whole = quotient.rounded(.down)
    return quotient - whole > 0.5 ? whole + 1 : whole
  }

  private static func power(_ a: Double, _ b: Double) throws -> Double {
    if a == 0, b < 0 { throw zeroToNegativePower }
    if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
      throw Diagnostic(
        code: "value-error", "a negative number has no real power with a fractional exponent")
    }
    let result = pow(a, b)
    if result.isInfinite, a.isFinite, b.isFinite {
      throw Diagnostic(code: "overflow-error", "the result is too large for a float")
    }
    return result
  }

  private static func bigIntegers(_ sign: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value
  {
    switch sign {
    case .add: return .integer(a + b)
    case .subtract: return .integer(a - b)
    case .multiply:
      try checkBits(a.bitWidth + b.bitWidth)
      return .integer(a * b)
    case .divide: return .double(try quotient(a, b))
    case .floorDivide, .modulo:
      guard let (quotient, remainder) = a.dividedByFlooring(b) else { throw divisionByZero }
      return .integer(sign == .modulo ? remainder : quotient)
    case .power: return try power(a, b)
    }
  }

  private static func power(_ a: BigInt, _ b: BigInt) throws -> Value {
    if b.isNegative {
      if a.isZero { throw zeroToNegativePower }
      return .double(try power(a.double, b.double))
    }
    if a.isZero || a == BigInt(1) { return b.isZero ? .int(1) : .integer(a) }
    guard let exponent = b.int, exponent <= 1 << 18 else {
      throw Diagnostic(code: "overflow-error", "the exponent is too large")
    }
    try checkBits(a.bitWidth * exponent)
    return .integer(a.raised(to: exponent))
  }

  /// Keeps a template from filling the memory with one number, or hours with its square.
  private static func checkBits(_ bits: Int) throws {
    if bits > 1 << 18 {
      throw Diagnostic(code: "overflow-error", "the integer has more than 262,144 bits")
    }
  }

  /// `a / b`, correctly rounded as Python's is.
  private static func quotient(_ a: BigInt, _ b: BigInt) throws -> Double {
    guard !b.isZero else { throw divisionByZero }
    if a.bitWidth <= 53, b.bitWidth <= 53 { return a.double / b.double }
    // Scale so that the integer quotient has 66 bits or more; a remainder makes its last bit odd.
    let shift = 66 - (a.bitWidth - b.bitWidth)
    let numerator = BigInt(limbs: a.limbs, isNegative: false).shiftedLeft(max(shift, 0))
    let denominator = BigInt(limbs: b.limbs, isNegative: false).shiftedLeft(max(-shift, 0))
    guard let (whole, rest) = numerator.dividedByFlooring(denominator) else { throw divisionByZero }
    let sticky = rest.isZero ? whole : whole.shiftedLeft(1) + BigInt(1)
    let magnitude = scalbn(sticky.double, Int32(clamping: -shift - (rest.isZero ? 0 : 1)))
    guard magnitude.isFinite else {
      throw Diagnostic(code: "overflow-error", "the result is too large for a float")
    }
    return a.isNegative != b.isNegative ? -magnitude : magnitude
  }

  static var divisionByZero: Diagnostic {
    Diagnostic(code: "zero-division-error", "division by zero")
  }

  private static var zeroToNegativePower: Diagnostic {
    Diagnostic(code: "zero-division-error", "zero cannot be raised to a negative power")
  }

  /// Text and sequences: joining, repeating, `%` formatting; nil when it is none of these.
  static func sequences(
    _ sign: BinaryOperator, _ a: Value, _ b: Value, limit: Int
  ) throws -> Value? {
    switch (sign, a, b) {
    case (.add, .string(let x), .string(let y)): return .string(x + y)
    case (.add, .markup(let x), .markup(let y)): return .markup(x + y)
    case (.add, .markup(let x), .string(let y)): return .markup(x + Escaping.html(y))
    case (.add, .string(let x), .markup(let y)): return .markup(Escaping.html(x) + y)
    case (.add, .list(let x), .list(let y)):
      try checkItems(x.items.count + y.items.count, limit)
      return .list(x.items + y.items)
    case (.add, .tuple(let x), .tuple(let y)):
      try checkItems(x.items.count + y.items.count, limit)
      return .tuple(x.items + y.items)
    case (.multiply, _, _):
      if let count = b.int { return try repeated(a, count, limit) }
      if let count = a.int { return try repeated(b, count, limit) }
      if case .big = a, b.string != nil || b.items != nil { throw tooOften }
      if case .big = b, a.string != nil || a.items != nil { throw tooOften }
      return nil
    case (.modulo, .string(let format), _): return .string(try PercentFormat.apply(format, b))
    case (.modulo, .markup(let format), _):
      return .markup(try PercentFormat.apply(format, b, isEscaping: true))
    default: return nil
    }
  }

  private static var tooOften: Diagnostic {
    Diagnostic(code: "overflow-error", "nothing can be repeated that often")
  }

  private static func checkItems(_ count: Int, _ limit: Int) throws {
    guard count > limit / 64 else { return }
    throw Diagnostic(code: "output-limit", "the list has more than \(limit / 64) items")
  }

  private static func repeated(_ value: Value, _ count: Int, _ limit: Int) throws -> Value? {
    let times = max(0, count)
    let size: Int
    switch value {
    case .string(let text), .markup(let text): size = text.utf8.count
    case .list(let list): size = list.items.count * 16
    case .tuple(let tuple): size = tuple.items.count * 16
    default: return nil
    }
    let (total, overflow) = size.multipliedReportingOverflow(by: times)
    guard !overflow, total <= limit else {
      throw Diagnostic(code: "output-limit", "the repetition is longer than \(limit) bytes")
    }
    switch value {
    case .string(let text): return .string(String(repeating: text, count: times))
    case .markup(let text): return .markup(String(repeating: text, count: times))
    default:
      let items = (0..<times).flatMap { _ in value.items ?? [] }
      if case .tuple = value { return .tuple(items) }
      return .list(items)
    }
  }
}
