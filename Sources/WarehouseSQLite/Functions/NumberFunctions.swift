@preconcurrency import Glibc

/// Functions on numbers that SQLite's own mathematics lacks.
enum NumberFunctions {
  static let all: [ScalarFunction] = [
    ScalarFunction("greatest", nil, isStrict: false) { extreme($0) { $0 > $1 } },
    ScalarFunction("least", nil, isStrict: false) { extreme($0) { $0 < $1 } },
    ScalarFunction("cbrt", 1...1) { arguments throws(FunctionFailure) in
      .double(cbrt(try arguments.double(0)))
    },
    // The quotient of whole numbers, cut towards zero.
    ScalarFunction("div", 2...2) { arguments throws(FunctionFailure) in
      let divisor = try arguments.double(1)
      guard divisor != 0 else { throw FunctionFailure("division by zero") }
      return .integer(Int64((try arguments.double(0) / divisor).rounded(.towardZero)))
    },
    ScalarFunction("trunc", 2...2) { arguments throws(FunctionFailure) in
      let factor = pow(10, Double(try arguments.integer(1)))
      return .double((try arguments.double(0) * factor).rounded(.towardZero) / factor)
    },
    ScalarFunction("isfinite", 1...1) { arguments in
      // Dates are finite: SQLite has no `infinity` among them.
      guard arguments.isNumber(0) else { return .boolean(!arguments.text(0).contains("infinity")) }
      return .boolean((try? arguments.double(0).isFinite) ?? false)
    },
    ScalarFunction("width_bucket", 4...4) { arguments throws(FunctionFailure) in
      .integer(
        try bucket(
          of: try arguments.double(0), from: try arguments.double(1), to: try arguments.double(2),
          count: try arguments.integer(3)))
    },
  ]

  /// Nulls are passed over; null when all are.
  private static func extreme(
    _ arguments: Arguments, _ isBetter: (FunctionValue, FunctionValue) -> Bool
  ) -> FunctionValue {
    var best = FunctionValue.null
    for index in 0..<arguments.count where !arguments.isNull(index) {
      let value = arguments.any(index)
      if best == .null || isBetter(value, best) { best = value }
    }
    return best
  }

  /// From 1 to `count`; 0 before the first and `count + 1` behind the last. The bounds may fall.
  private static func bucket(
    of value: Double, from low: Double, to high: Double, count: Int
  ) throws(FunctionFailure) -> Int64 {
    guard count > 0 else { throw FunctionFailure("the number of buckets must be positive") }
    guard low != high, low.isFinite, high.isFinite, !value.isNaN else {
      throw FunctionFailure("the bounds must be different and finite")
    }
    let place = (value - low) / (high - low)
    if place < 0 { return 0 }
    if place >= 1 { return Int64(count) + 1 }
    return Int64(place * Double(count)) + 1
  }
}
