internal import Diagnostics

/// Methods of `int` and `float`.
enum NumberMethods {
  static let ofIntegers: [String: Method] = [
    "bit_length": { value, call in
      try call.binder("bit_length").finish()
      return .int(BigInt(value)?.bitWidth ?? 0)
    },
    "bit_count": { value, call in
      try call.binder("bit_count").finish()
      return .int(BigInt(value)?.limbs.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0)
    },
    "conjugate": { value, call in
      try call.binder("conjugate").finish()
      return PythonInt.truncating(value) ?? value
    },
    "is_integer": { _, call in
      try call.binder("is_integer").finish()
      return true
    },
    "as_integer_ratio": { value, call in
      try call.binder("as_integer_ratio").finish()
      return .tuple([PythonInt.truncating(value) ?? value, 1])
    },
  ]

  static let ofFloats: [String: Method] = [
    "is_integer": { value, call in
      try call.binder("is_integer").finish()
      guard let number = value.double, number.isFinite else { return false }
      return .bool(number == number.rounded())
    },
    "conjugate": { value, call in
      try call.binder("conjugate").finish()
      return value
    },
    "hex": { value, call in
      try call.binder("hex").finish()
      return .string(hexadecimal(value.double ?? 0))
    },
    "as_integer_ratio": { value, call in
      try call.binder("as_integer_ratio").finish()
      return try ratio(value.double ?? 0)
    },
  ]

  private static func hexadecimal(_ number: Double) -> String {
    guard number.isFinite else { return PythonFloat.repr(number) }
    let sign = number.sign == .minus ? "-" : ""
    if number == 0 { return sign + "0x0.0p+0" }
    let digits = String(number.significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.utf8.count) + digits
    let exponent = number.isNormal ? Int(number.exponent) : -1022
    return "\(sign)0x\(number.isNormal ? 1 : 0).\(fraction)p\(exponent < 0 ? "" : "+")\(exponent)"
  }

  private static func ratio(_ number: Double) throws -> Value {
    guard number.isFinite else {
      throw Diagnostic(
        code: "value-error", "\(PythonFloat.repr(number)) is not a ratio of integers")
    }
    var (significand, shift) = (number, 0)
    while significand != significand.rounded() {
      significand *= 2
      shift += 1
    }
    return .tuple([.integer(BigInt(significand)), .integer(BigInt(1).shiftedLeft(shift))])
  }
}
