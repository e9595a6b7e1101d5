import Warehouse

/// The sum of whole numbers and of decimals, to the last digit.
struct ExactSum {
  /// The sum in units of the last of `scale` digits behind the point.
  private var units: Int128 = 0
  private var scale = 0
  private var isDecimal = false

  /// False, and the sum is of no use, for other values and where there are more digits than fit.
  mutating func add(_ value: SQLValue) -> Bool {
    switch value {
    case .integer(let number): return add(Int128(number), scale: 0)
    case .decimal(let digits):
      isDecimal = true
      guard let (number, scale) = Self.parsed(digits) else { return false }
      return add(number, scale: scale)
    default: return false
    }
  }

  var value: SQLValue {
    if !isDecimal, let whole = Int64(exactly: units) { return .integer(whole) }
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let whole = (units < 0 ? "-" : "") + String(padded.dropLast(scale))
    return .decimal(scale > 0 ? "\(whole).\(padded.suffix(scale))" : whole)
  }

  private mutating func add(_ number: Int128, scale other: Int) -> Bool {
    let common = max(scale, other)
    guard let mine = Self.scaled(units, by: common - scale),
      let theirs = Self.scaled(number, by: common - other)
    else { return false }
    let (total, overflows) = mine.addingReportingOverflow(theirs)
    (units, scale) = (total, common)
    return !overflows
  }

  private static func scaled(_ number: Int128, by digits: Int) -> Int128? {
    var scaled = number
    for _ in 0..<digits {
      let (product, overflows) = scaled.multipliedReportingOverflow(by: 10)
      if overflows { return nil }
      scaled = product
    }
    return scaled
  }

  /// `-12.50` → (-1250, 2); nil for `NaN`, `Infinity` and exponents.
  private static func parsed(_ digits: String) -> (Int128, scale: Int)? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let number = Int128(parts.joined()) else { return nil }
    return (number, parts.count == 2 ? parts[1].utf8.count : 0)
  }
}
