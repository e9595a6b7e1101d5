/// Texts that several tables share.
enum Texts {
  /// `M000017`: household 16's.
  static func meter(_ index: Int) -> String { identifier("M", index) }
  static func household(_ index: Int) -> String { identifier("H", index) }
  static func contract(_ index: Int) -> String { identifier("C", index) }

  private static func identifier(_ letter: String, _ index: Int) -> String {
    letter + padded(index + 1, to: 6)
  }

  static func padded(_ number: Int, to digits: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  /// `2024-01-31`
  static func date(_ day: Int) -> String { string { ISOText.append(date: day, to: &$0) } }

  /// `2024-01-31T18:45:00Z`; `seconds` of that day may be more than a day has.
  static func time(_ day: Int, seconds: Int) -> String {
    string { bytes in
      ISOText.append(date: day + seconds / 86_400, to: &bytes)
      bytes.append(UInt8(ascii: "T"))
      ISOText.append(time: seconds % 86_400, to: &bytes)
      bytes.append(UInt8(ascii: "Z"))
    }
  }

  /// `0.1375`: ten-thousandths.
  static func decimal4(_ value: Int) -> String { string { append(decimal4: value, to: &$0) } }

  /// `-3.2`: tenths.
  static func decimal1(_ value: Int) -> String { string { append(decimal1: value, to: &$0) } }

  @inline(__always)
  static func append(decimal4 value: Int, to bytes: inout [UInt8]) {
    append(whole: value / 10_000, to: &bytes)
    let fraction = value % 10_000
    bytes.append(UInt8(ascii: "."))
    bytes.append(digit(fraction / 1000))
    bytes.append(digit(fraction / 100 % 10))
    bytes.append(digit(fraction / 10 % 10))
    bytes.append(digit(fraction % 10))
  }

  @inline(__always)
  static func append(decimal1 value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = abs(value)
    append(whole: magnitude / 10, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    bytes.append(digit(magnitude % 10))
  }

  private static func append(whole: Int, to bytes: inout [UInt8]) {
    if whole < 10 {
      bytes.append(digit(whole))
    } else {
      append(whole: whole / 10, to: &bytes)
      bytes.append(digit(whole % 10))
    }
  }

  @inline(__always)
  private static func digit(_ value: Int) -> UInt8 {
    UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
  }

  private static func string(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
