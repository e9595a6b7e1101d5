@preconcurrency internal import Glibc

/// Python's way of writing floating-point numbers.
enum PythonFloat {
  /// `repr()`: the shortest digits that give the number back; an exponent below 1e-4 and from 1e16.
  static func repr(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0.0" }
    let (digits, exponent) = shortestDigits(value.magnitude)
    return sign + layOut(digits, exponent)
  }

  /// Significant digits d₁d₂… without trailing zeros and the exponent e of d₁.d₂… × 10^e.
  static func shortestDigits(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    let text = Array(value.description.utf8)
    var digits: [UInt8] = []
    var exponent = 0
    var point: Int?
    var index = 0
    while index < text.count, text[index] != UInt8(ascii: "e") {
      if text[index] == UInt8(ascii: ".") {
        point = digits.count
      } else {
        digits.append(text[index])
      }
      index += 1
    }
    if index < text.count {
      exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
    }
    exponent += (point ?? digits.count) - 1
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, exponent)
  }

  private static func layOut(_ digits: [UInt8], _ exponent: Int) -> String {
    let text = String(decoding: digits, as: UTF8.self)
    if exponent < -4 || exponent >= 16 {
      let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
      let size = String(exponent.magnitude)
      return "\(text.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")"
        + (size.utf8.count < 2 ? "0" : "") + size
    }
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
    if digits.count <= exponent + 1 {
      return text + String(repeating: "0", count: exponent + 1 - digits.count) + ".0"
    }
    return "\(text.prefix(exponent + 1)).\(text.dropFirst(exponent + 1))"
  }

  /// `value` as C's printf writes it: conversion `f`, `e` or `g`, correctly rounded.
  ///
  /// - Parameter isAlternate: the `#` flag, which keeps the point and trailing zeros.
  static func format(
    _ value: Double, _ conversion: Character, precision: Int, isAlternate: Bool = false
  ) -> String {
    if conversion == "f", !isAlternate, let text = fixed(value, precision) { return text }
    let pattern = isAlternate ? "%#.*\(conversion)" : "%.*\(conversion)"
    return withVaList([Int32(clamping: precision), value]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400 + max(0, precision)) { buffer in
        let length = vsnprintf(buffer.baseAddress, buffer.count, pattern, arguments)
        let text = UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(buffer)[..<Int(max(0, length))])
        return String(decoding: text, as: UTF8.self)
      }
    }
  }

  /// `round(value, digits)`: half to even on the exact binary value.
  static func round(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, digits < 330 else { return value }
    if digits >= 0 {
      return Double(format(value, "f", precision: digits)) ?? value
    }
    guard digits > -310 else { return 0 * value }
    let scale = pow(10.0, Double(-digits))
    return (value / scale).rounded(.toNearestOrEven) * scale
  }

  /// `float(text)`: Python's syntax, with white space around, underscores, `inf` and `nan`.
  static func parse(_ text: String) -> Double? {
    var trimmed = PythonString.withASCIIDigits(PythonString.strip(text)).lowercased()
    if trimmed.contains("_") {
      let bytes = Array(trimmed.utf8)
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "_") {
        guard index > 0, index + 1 < bytes.count, bytes[index - 1].isASCIIDigit,
          bytes[index + 1].isASCIIDigit
        else { return nil }
      }
      trimmed.removeAll { $0 == "_" }
    }
    let unsigned = trimmed.drop { $0 == "-" || $0 == "+" }
    guard trimmed.count - unsigned.count <= 1 else { return nil }
    switch unsigned {
    case "inf", "infinity": return trimmed.hasPrefix("-") ? -.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    guard
      unsigned.utf8.allSatisfy({
        $0.isASCIIDigit || $0 == 0x2E || $0 == 0x65 || $0 == 0x2B || $0 == 0x2D
      })
    else { return nil }
    return Double(completed(trimmed))
  }

  /// Swift's parser wants a digit on both sides of the point.
  private static func completed(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "+"), index == 0 { continue }
      let hasDigitBefore = index > 0 && bytes[index - 1].isASCIIDigit
      let hasDigitAfter = index + 1 < bytes.count && bytes[index + 1].isASCIIDigit
      guard byte == UInt8(ascii: ".") else {
        result.append(byte)
        continue
      }
      if !hasDigitBefore && !hasDigitAfter { return "" }
      if !hasDigitBefore { result.append(UInt8(ascii: "0")) }
      result.append(byte)
      if !hasDigitAfter { result.append(UInt8(ascii: "0")) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension UInt8 {
  var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
}
