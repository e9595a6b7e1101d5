internal import Diagnostics
package import PlainData

/// Python's `decimal.Decimal` in a template: what a database's exact numbers become.
package final class DecimalValue: OperatorObject, FormattableObject {
  package let number: Decimal

  package init(_ number: Decimal) {
    self.number = number
  }

  package var typeName: String { "decimal.Decimal" }
  package var isTrue: Bool { !number.isZero }
  package var str: String { number.description }
  package var repr: String { "Decimal('\(number)')" }

  package func isEqual(to other: any Object) -> Bool {
    guard let other = other as? DecimalValue else { return false }
    return Decimal.compare(number, other.number) == .equal
  }

  package func precedes(_ other: any Object) -> Bool? {
    guard let other = other as? DecimalValue else { return nil }
    return Decimal.compare(number, other.number) == .less
  }

  /// As the equal integer's or float's.
  package func hash(into hasher: inout Hasher) {
    let key = number.integer.map(Value.integer) ?? .double(number.double)
    DictKey(key).hash(into: &hasher)
  }

  package func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "normalize": .decimal(number.normalized)
    case "to_integral_value", "to_integral":
      .decimal(number.exponent < 0 ? number.quantized(to: 0) : number)
    case "copy_abs": .decimal(number.absolute)
    case "copy_negate": .decimal(number.negated)
    case "is_nan", "is_infinite": .bool(false)
    case "is_finite": .bool(true)
    case "is_zero": .bool(number.isZero)
    case "is_signed": .bool(number.isNegative)
    case "adjusted": .int(number.exponent + number.digitCount - 1)
    default: nil
    }
  }

  package func apply(_ sign: String, to other: Value, isReversed: Bool) throws -> Value? {
    guard let other = Decimal(other) else { return nil }
    let (a, b) = isReversed ? (other, number) : (number, other)
    guard let result = try DecimalValue.compute(sign, a, b) else { return nil }
    guard result.exponent.magnitude <= Decimal.largestExponent * 2 else {
      throw Diagnostic(code: "overflow-error", "the result is too large for a decimal")
    }
    return .decimal(result)
  }

  private static func compute(_ sign: String, _ a: Decimal, _ b: Decimal) throws -> Decimal? {
    switch sign {
    case "+": a + b
    case "-": a - b
    case "*": a * b
    case "/": try a / b
    case "//": try Decimal.dividing(a, by: b).0
    case "%": try Decimal.dividing(a, by: b).remainder
    case "**": try a.raised(to: b)
    default: nil
    }
  }

  /// With a type of `f`, `F` or `%` to the last digit, as Python does; with another, as a float.
  package func format(_ specification: String) throws -> String {
    try FormatSpec(specification).format(number)
  }

  /// A number that JSON and YAML can hold: an integer, or the nearest float.
  package func plain() throws -> PlainValue {
    number.exponent >= 0
      ? try Value.integer(number.truncated).plain() : .double(number.double)
  }
}

extension Value {
  package static func decimal(_ number: Decimal) -> Value { .object(DecimalValue(number)) }

  /// nil for what is no Decimal.
  package var decimal: Decimal? {
    guard case .object(let object) = self else { return nil }
    return (object as? DecimalValue)?.number
  }
}

extension Decimal {
  /// What Python computes with a Decimal: one, or an integer; nil for floats and all else.
  package init?(_ value: Value) {
    if let number = value.decimal {
      self = number
    } else {
      guard let number = BigInt(value) else { return nil }
      self.init(number)
    }
  }
}
