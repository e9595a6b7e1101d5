/// The binary form of `numeric`: base-10000 digits with a weight, and a number of decimals shown.
///
/// Source: PostgreSQL's `numeric_send` and `numeric_recv`.
enum NumericFormat {
  static let negative: UInt16 = 0x4000
  static let notANumber: UInt16 = 0xC000
  static let infinity: UInt16 = 0xD000
  static let negativeInfinity: UInt16 = 0xF000

  /// Appends the digits as the server would print them: `-12.50`, `NaN`, `Infinity`.
  static func appendText(of field: UnsafeRawBufferPointer, to text: inout [UInt8]) -> Bool {
    guard field.count >= 8 else { return false }
    let count = Int(field.bigEndian(UInt16.self, at: 0))
    let weight = Int(field.bigEndian(Int16.self, at: 2))
    let sign = field.bigEndian(UInt16.self, at: 4)
    let scale = Int(field.bigEndian(UInt16.self, at: 6))
    switch sign {
    case notANumber: text += Array("NaN".utf8)
    case infinity: text += Array("Infinity".utf8)
    case negativeInfinity: text += Array("-Infinity".utf8)
    default:
      guard field.count == 8 + 2 * count else { return false }
      if sign == negative { text.append(UInt8(ascii: "-")) }
      func digit(_ index: Int) -> Int {
        index >= 0 && index < count ? Int(field.bigEndian(UInt16.self, at: 8 + 2 * index)) : 0
      }
      appendWhole(weight: weight, digit: digit, to: &text)
      appendFraction(weight: weight, scale: scale, digit: digit, to: &text)
    }
    return true
  }

  private static func appendWhole(weight: Int, digit: (Int) -> Int, to text: inout [UInt8]) {
    guard weight >= 0 else { return text.append(UInt8(ascii: "0")) }
    var isLeading = true
    for index in 0...weight {
      var divisor = 1000
      while divisor > 0 {
        let decimal = digit(index) / divisor % 10
        if decimal != 0 || !isLeading || (index == weight && divisor == 1) {
          isLeading = false
          text.append(UInt8(ascii: "0") + UInt8(decimal))
        }
        divisor /= 10
      }
    }
  }

  private static func appendFraction(
    weight: Int, scale: Int, digit: (Int) -> Int, to text: inout [UInt8]
  ) {
    guard scale > 0 else { return }
    text.append(UInt8(ascii: "."))
    for place in 0..<scale {
      let divisor = [1000, 100, 10, 1][place % 4]
      text.append(UInt8(ascii: "0") + UInt8(digit(weight + 1 + place / 4) / divisor % 10))
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The integer in network byte order at `offset`, which must lie inside.
  func bigEndian<Value: FixedWidthInteger>(_ type: Value.Type, at offset: Int) -> Value {
    Value(bigEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
  }
}
