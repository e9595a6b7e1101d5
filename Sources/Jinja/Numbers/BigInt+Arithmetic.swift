extension BigInt {
  static prefix func - (a: BigInt) -> BigInt {
    BigInt(limbs: a.limbs, isNegative: !a.isNegative)
  }

  static func + (a: BigInt, b: BigInt) -> BigInt {
    if a.isNegative == b.isNegative {
      return BigInt(limbs: add(a.limbs, b.limbs), isNegative: a.isNegative)
    }
    return compareMagnitudes(a.limbs, b.limbs) >= 0
      ? BigInt(limbs: subtract(a.limbs, b.limbs), isNegative: a.isNegative)
      : BigInt(limbs: subtract(b.limbs, a.limbs), isNegative: b.isNegative)
  }

  static func - (a: BigInt, b: BigInt) -> BigInt { a + -b }

  static func * (a: BigInt, b: BigInt) -> BigInt {
    guard !a.isZero, !b.isZero else { return BigInt(0) }
    var result = [UInt32](repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.limbs.enumerated() {
        carry += UInt64(x) * UInt64(y) + UInt64(result[i + j])
        result[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      result[i + b.limbs.count] = UInt32(carry)
    }
    return BigInt(limbs: result, isNegative: a.isNegative != b.isNegative)
  }

  /// Python's floor division and its remainder, whose sign is the divisor's; nil when dividing by 0.
  func dividedByFlooring(_ divisor: BigInt) -> (quotient: BigInt, remainder: BigInt)? {
    guard !divisor.isZero else { return nil }
    let (quotient, remainder) = BigInt.divideMagnitudes(limbs, divisor.limbs)
    let whole = BigInt(limbs: quotient, isNegative: isNegative != divisor.isNegative)
    let rest = BigInt(limbs: remainder, isNegative: isNegative)
    if !rest.isZero, isNegative != divisor.isNegative {
      return (whole - BigInt(1), rest + divisor)
    }
    return (whole, rest)
  }

  func raised(to exponent: Int) -> BigInt {
    var (result, base, rest) = (BigInt(1), self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * base }
      rest >>= 1
      if rest > 0 { base = base * base }
    }
    return result
  }

  func shiftedLeft(_ bits: Int) -> BigInt {
    guard !isZero else { return self }
    var result = [UInt32](repeating: 0, count: bits / 32)
    let shift = UInt32(bits % 32)
    var carry: UInt32 = 0
    for limb in limbs {
      result.append(limb << shift | carry)
      carry = shift == 0 ? 0 : limb >> (32 - shift)
    }
    result.append(carry)
    return BigInt(limbs: result, isNegative: isNegative)
  }

  private static func add(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(a.count, b.count) {
      carry += UInt64(index < a.count ? a[index] : 0) + UInt64(index < b.count ? b[index] : 0)
      result.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    result.append(UInt32(carry))
    return result
  }

  /// `a` is not smaller than `b`.
  private static func subtract(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var result = a
    var borrow: Int64 = 0
    for index in a.indices {
      var difference = Int64(a[index]) - (index < b.count ? Int64(b[index]) : 0) - borrow
      borrow = difference < 0 ? 1 : 0
      if difference < 0 { difference += 1 << 32 }
      result[index] = UInt32(difference)
    }
    return result
  }

  /// Long division, bit by bit for the quotient's limbs: Knuth, TAOCP vol. 2, 4.3.1, algorithm D.
  private static func divideMagnitudes(
    _ a: [UInt32], _ b: [UInt32]
  ) -> (quotient: [UInt32], remainder: [UInt32]) {
    guard compareMagnitudes(a, b) >= 0 else { return ([], a) }
    guard b.count > 1 else { return divideByLimb(a, b[0]) }
    let shift = b[b.count - 1].leadingZeroBitCount
    let divisor = BigInt(limbs: b, isNegative: false).shiftedLeft(shift).limbs
    var rest = BigInt(limbs: a, isNegative: false).shiftedLeft(shift).limbs
    while rest.count <= a.count { rest.append(0) }
    let n = divisor.count
    var quotient = [UInt32](repeating: 0, count: rest.count - n)
    for position in quotient.indices.reversed() {
      let top = UInt64(rest[position + n]) << 32 | UInt64(rest[position + n - 1])
      var guess = min(top / UInt64(divisor[n - 1]), 0xFFFF_FFFF)
      while subtract(divisor, times: guess, from: &rest, at: position) == false { guess -= 1 }
      quotient[position] = UInt32(guess)
    }
    return (quotient, BigInt(limbs: rest, isNegative: false).shiftedRight(shift).limbs)
  }

  private static func divideByLimb(
    _ a: [UInt32], _ divisor: UInt32
  ) -> (quotient: [UInt32], remainder: [UInt32]) {
    var quotient = a
    var remainder: UInt64 = 0
    for index in a.indices.reversed() {
      let current = remainder << 32 | UInt64(a[index])
      quotient[index] = UInt32(current / UInt64(divisor))
      remainder = current % UInt64(divisor)
    }
    return (quotient, [UInt32(remainder)])
  }

  /// Subtracts `divisor × factor` from `rest` at `position`; changes nothing and returns false if
  /// the product is larger.
  private static func subtract(
    _ divisor: [UInt32], times factor: UInt64, from rest: inout [UInt32], at position: Int
  ) -> Bool {
    var (copy, carry, borrow): ([UInt32], UInt64, Int64) = ([], 0, 0)
    for index in 0...divisor.count {
      carry += factor * UInt64(index < divisor.count ? divisor[index] : 0)
      var difference = Int64(rest[position + index]) - Int64(carry & 0xFFFF_FFFF) - borrow
      borrow = difference < 0 ? 1 : 0
      if difference < 0 { difference += 1 << 32 }
      copy.append(UInt32(difference))
      carry >>= 32
    }
    guard borrow == 0, carry == 0 else { return false }
    rest.replaceSubrange(position...position + divisor.count, with: copy)
    return true
  }

  private func shiftedRight(_ bits: Int) -> BigInt {
    var result: [UInt32] = []
    for (index, limb) in limbs.enumerated() {
      let next = index + 1 < limbs.count ? limbs[index + 1] : 0
      result.append(bits == 0 ? limb : limb >> UInt32(bits) | next << UInt32(32 - bits))
    }
    return BigInt(limbs: result, isNegative: isNegative)
  }
}
