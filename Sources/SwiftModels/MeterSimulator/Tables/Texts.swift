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
  static func decimal4(_ value: Int) -> String {
    string(width: 24) { $0.put(tenThousandths: value) }
  }

  /// `-3.2`: tenths.
  static func decimal1(_ value: Int) -> String { string(width: 24) { $0.put(tenths: value) } }

  private static func string(
    width: Int, _ write: (inout UnsafeMutablePointer<UInt8>) -> Void
  ) -> String {
    String(unsafeUninitializedCapacity: width) { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var place = base
      write(&place)
      return place - base
    }
  }

  private static func string(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Texts written at a place that moves onward; the caller has made room.
extension UnsafeMutablePointer<UInt8> {
  @inline(__always)
  mutating func put(_ byte: UInt8) {
    pointee = byte
    self += 1
  }

  @inline(__always)
  mutating func put(_ bytes: [UInt8]) {
    for byte in bytes { put(byte) }
  }

  mutating func put(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { put(text.utf8Start[index]) }
  }

  /// `0.1375`; not negative.
  @inline(__always)
  mutating func put(tenThousandths value: Int) {
    put(whole: value / 10_000)
    put(UInt8(ascii: "."))
    put(pair: value % 10_000 / 100)
    put(pair: value % 100)
  }

  /// `-3.2`
  @inline(__always)
  mutating func put(tenths value: Int) {
    if value < 0 { put(UInt8(ascii: "-")) }
    let magnitude = UInt(value.magnitude)
    put(whole: Int(magnitude / 10))
    put(UInt8(ascii: "."))
    put(digit: Int(magnitude % 10))
  }

  /// `T18:45:00Z`
  @inline(__always)
  mutating func put(time seconds: Int) {
    put(UInt8(ascii: "T"))
    put(pair: seconds / 3600)
    put(UInt8(ascii: ":"))
    put(pair: seconds / 60 % 60)
    put(UInt8(ascii: ":"))
    put(pair: seconds % 60)
    put(UInt8(ascii: "Z"))
  }

  private mutating func put(whole: Int) {
    if whole >= 10 { put(whole: whole / 10) }
    put(digit: whole % 10)
  }

  @inline(__always)
  private mutating func put(pair: Int) {
    put(digit: pair / 10)
    put(digit: pair % 10)
  }

  @inline(__always)
  private mutating func put(digit: Int) {
    put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
  }
}
