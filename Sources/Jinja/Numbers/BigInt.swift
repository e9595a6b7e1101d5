internal import Diagnostics

/// An integer of any size: what Python's `int` becomes when 64 bits do not hold it.
package struct BigInt: Hashable, Sendable {
  /// Little-endian limbs of the absolute value, without leading zeros; empty is 0.
  let limbs: [UInt32]
  let isNegative: Bool

  init(limbs: [UInt32], isNegative: Bool) {
    var trimmed = limbs
    while trimmed.last == 0 { trimmed.removeLast() }
    self.limbs = trimmed
    self.isNegative = isNegative && !trimmed.isEmpty
  }

  package init(_ value: Int) {
    let magnitude = value.magnitude
    self.init(
      limbs: [UInt32(truncatingIfNeeded: magnitude), UInt32(truncatingIfNeeded: magnitude >> 32)],
      isNegative: value < 0)
  }

  /// The integer part of a finite number.
  init(_ value: Double) {
    var rest = value.magnitude.rounded(.towardZero)
    guard rest >= 1 else {
      self.init(limbs: [], isNegative: false)
      return
    }
    // Above 2^53 the significand is exact; below, the conversion is.
    let shift = max(0, Int(rest.exponent) - 52)
    rest = Double(sign: .plus, exponent: -shift, significand: rest)
    let number = BigInt(Int(rest)).shiftedLeft(shift)
    self.init(limbs: number.limbs, isNegative: value < 0)
  }

  /// An int or bool; nil for any other value.
  init?(_ value: Value) {
    switch value {
    case .int(let value): self.init(value)
    case .bool(let value): self.init(value ? 1 : 0)
    case .big(let value): self = value
    default: return nil
    }
  }

  /// Digits of base 2 to 36, no sign, no separators; nil if there are others or none.
  init?(digits: some Sequence<UInt8>, radix: UInt32 = 10, isNegative: Bool = false) {
    var limbs: [UInt32] = []
    var isEmpty = true
    for digit in digits {
      guard let value = digitValue(digit), value < radix else { return nil }
      isEmpty = false
      var carry = UInt64(value)
      for index in limbs.indices {
        carry += UInt64(limbs[index]) * UInt64(radix)
        limbs[index] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
    guard !isEmpty else { return nil }
    self.init(limbs: limbs, isNegative: isNegative)
  }

  package var isZero: Bool { limbs.isEmpty }

  /// The value if it fits into 64 bits.
  package var int: Int? {
    guard limbs.count <= 2 else { return nil }
    var magnitude: UInt = 0
    for limb in limbs.reversed() { magnitude = magnitude << 32 | UInt(limb) }
    if isNegative {
      return magnitude <= Int.max.magnitude + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int(exactly: magnitude)
  }

  /// The nearest floating-point number; infinite when out of range.
  package var double: Double {
    bitWidth > 1025 ? (isNegative ? -.infinity : .infinity) : Double(description) ?? .infinity
  }

  var bitWidth: Int {
    guard let last = limbs.last else { return 0 }
    return limbs.count * 32 - last.leadingZeroBitCount
  }
}

/// The value of an ASCII digit or letter; nil for any other byte.
func digitValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte) - 0x30
  case 0x61...0x7A: UInt32(byte) - 0x61 + 10
  case 0x41...0x5A: UInt32(byte) - 0x41 + 10
  default: nil
  }
}

extension BigInt: Comparable, CustomStringConvertible {
  package static func < (a: BigInt, b: BigInt) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    let order = compareMagnitudes(a.limbs, b.limbs)
    return a.isNegative ? order > 0 : order < 0
  }

  /// For messages: one that is too long to be written is told by its size.
  package var description: String {
    isTooLongForText ? "an integer of \(bitWidth) bits" : text(radix: 10)
  }

  /// Digits that Python turns into text at most: the work grows with their square.
  private static let longestText = 4300

  /// Whether Python refuses to write the number with decimal digits.
  var isTooLongForText: Bool {
    // 10 to the power of 4300 has 14,285 bits.
    bitWidth > 14_285
      || bitWidth == 14_285
        && text(radix: 10).utf8.count - (isNegative ? 1 : 0) > BigInt.longestText
  }

  static var tooLong: Diagnostic {
    Diagnostic(
      code: "value-error",
      "an integer of more than \(longestText) digits is not written with decimal digits")
  }

  /// Digits as Python writes them.
  ///
  /// Throws: `value-error`, for more than 4300 decimal ones; other bases are powers of two.
  func checkedText(radix: UInt32 = 10) throws(Diagnostic) -> String {
    if radix == 10, isTooLongForText { throw BigInt.tooLong }
    return text(radix: radix)
  }

  /// Digits in the given base, 2 to 36, lowercase.
  func text(radix: UInt32) -> String {
    if isZero { return "0" }
    // As many digits at a time as fit into a limb.
    var chunk = radix
    var width = 1
    while chunk.multipliedReportingOverflow(by: radix).overflow == false {
      chunk *= radix
      width += 1
    }
    var parts: [String] = []
    var rest = limbs
    while !rest.isEmpty {
      let digits = String(divide(&rest, by: chunk), radix: Int(radix))
      let padding = rest.isEmpty ? 0 : width - digits.utf8.count
      parts.append(String(repeating: "0", count: padding) + digits)
    }
    return (isNegative ? "-" : "") + parts.reversed().joined()
  }

  static func compareMagnitudes(_ a: [UInt32], _ b: [UInt32]) -> Int {
    if a.count != b.count { return a.count < b.count ? -1 : 1 }
    for index in a.indices.reversed() where a[index] != b[index] {
      return a[index] < b[index] ? -1 : 1
    }
    return 0
  }
}

/// Divides in place by one limb and returns the remainder.
private func divide(_ limbs: inout [UInt32], by divisor: UInt32) -> UInt32 {
  var remainder: UInt64 = 0
  for index in limbs.indices.reversed() {
    let current = remainder << 32 | UInt64(limbs[index])
    limbs[index] = UInt32(current / UInt64(divisor))
    remainder = current % UInt64(divisor)
  }
  while limbs.last == 0 { limbs.removeLast() }
  return UInt32(remainder)
}
