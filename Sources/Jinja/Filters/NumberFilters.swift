internal import Diagnostics

/// Filters on numbers.
enum NumberFilters {
  static let all: [String: Filter] = [
    "abs": { value, call in
      try call.binder("abs").finish()
      return try absolute(value)
    },
    "int": toInt, "float": toFloat, "round": round,
  ]

  private static func absolute(_ value: Value) throws -> Value {
    switch value {
    case .int(let number):
      return number == .min ? .integer(-BigInt(number)) : .int(Swift.abs(number))
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .big(let number): return .integer(number.magnitude)
    case .double(let number): return .double(number.magnitude)
    case .undefined(let undefined): throw undefined.typeError
    default:
      if let number = value.decimal {
        return .decimal(number.absolute.rounded)
      }
      throw Diagnostic(code: "type-error", "`abs` needs a number, not `\(value.typeName)`")
    }
  }

  private static func toInt(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("int")
    let fallback = try arguments.optional("default") ?? 0
    let base = try arguments.optional("base") ?? 10
    try arguments.finish()
    if case .undefined(let undefined) = value {
      throw undefined.diagnostic
    }
    if let text = value.string {
      // A base that is no integer is an error that the filter swallows.
      if let base = base.int, let number = PythonInt.parse(text, base: base) { return number }
      guard let number = PythonFloat.parse(text), number.isFinite else { return fallback }
      return .integer(BigInt(number))
    }
    if case .double(let number) = value, number.isInfinite { _ = try wholeNumber(number) }
    return PythonInt.truncating(value) ?? fallback
  }

  private static func toFloat(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("float")
    let fallback = try arguments.optional("default") ?? 0.0
    try arguments.finish()
    if case .undefined(let undefined) = value { throw undefined.diagnostic }
    return try float(value).map(Value.double) ?? fallback
  }

  /// Python's `float(value)`; nil when it is not possible.
  static func float(_ value: Value) throws -> Double? {
    if let text = value.string { return PythonFloat.parse(text) }
    return value.double
  }

  /// Throws: `filter-argument-error` for what is none of the methods.
  private static func method(_ value: Value) throws -> String {
    let names = ["common", "ceil", "floor"]
    if let name = value.string, names.contains(name) { return name }
    throw Diagnostic(
      code: "filter-argument-error", "`method` of `round` is `common`, `ceil` or `floor`",
      help: NearMiss.help(for: value.string ?? "", among: names))
  }

  /// Throws: `overflow-error`, `value-error` for what is no finite number.
  private static func wholeNumber(_ number: Double) throws -> Value {
    if number.isNaN { throw Diagnostic(code: "value-error", "NaN has no integer") }
    guard number.isFinite else {
      throw Diagnostic(code: "overflow-error", "infinity has no integer")
    }
    return .integer(BigInt(number))
  }

  /// Python's `round` of a Decimal; `ceil` and `floor` of one are a float in Jinja2.
  private static func round(_ number: Decimal, _ digits: Value, _ method: String) throws -> Value {
    if digits.isNone, method == "common" { return .integer(number.quantized(to: 0).truncated) }
    guard let precision = digits.int, precision.magnitude <= 1000 else {
      throw Diagnostic(
        code: "type-error",
        "`precision` of `round` must be an integer, not `\(digits.typeName)`")
    }
    if method == "common" {
      let result = number.quantized(to: -precision)
      guard result.digitCount <= Decimal.precision else {
        throw Diagnostic(
          code: "value-error", "the rounded number has more than \(Decimal.precision) digits")
      }
      return .decimal(result)
    }
    guard precision >= 0 else {
      throw Diagnostic(
        code: "type-error", "`precision` of `\(method)` is negative: a Decimal has no such product",
        help: ["use `|float`"])
    }
    let scaled = number * Decimal(Decimal.power(precision))
    let whole = scaled.truncated
    let isExact = scaled.integer != nil
    let isUp = method == "ceil" ? !scaled.isNegative : scaled.isNegative
    let step = isExact || !isUp ? BigInt(0) : BigInt(method == "ceil" ? 1 : -1)
    return try Operators.apply(
      .divide, .integer(whole + step), .integer(Decimal.power(precision)), limit: 64)
  }

  private static func round(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("round")
    let digits = try arguments.optional("precision") ?? 0
    let method = try self.method(arguments.optional("method") ?? "common")
    try arguments.finish()
    if case .undefined(let undefined) = value {
      throw method == "common" ? undefined.typeError : undefined.diagnostic
    }
    guard let number = value.double else {
      throw Diagnostic(code: "type-error", "`round` needs a number, not `\(value.typeName)`")
    }
    if let number = value.decimal { return try round(number, digits, method) }
    if digits.isNone, method == "common" {
      guard case .double = value else { return PythonInt.round(value, digits: 0) }
      return try wholeNumber(number.rounded(.toNearestOrEven))
    }
    guard let precision = digits.int else {
      throw Diagnostic(
        code: "type-error",
        "`precision` of `round` must be an integer, not `\(digits.typeName)`")
    }
    if method == "common" {
      guard case .double = value else { return PythonInt.round(value, digits: precision) }
      return .double(PythonFloat.round(number, digits: precision))
    }
    let scale = try Operators.apply(.power, 10, .int(precision), limit: 64).double ?? 1
    let scaled = number * scale
    guard scaled.isFinite else { return .double(scaled / scale) }
    let whole = scaled.rounded(method == "ceil" ? .up : .down)
    // Python's `ceil` and `floor` are integers, of which no zero is negative.
    return .double(whole == 0 ? 0 : whole / scale)
  }
}
