/// Random identifiers.
enum IdentifierFunctions {
  static let all: [ScalarFunction] = ["gen_random_uuid", "uuid"].map { name in
    ScalarFunction(name, 0...0, isDeterministic: false) { _ in .text(randomUUID()) }
  }

  /// Version 4, variant 1 (RFC 9562, 5.4).
  private static func randomUUID() -> String {
    var generator = SystemRandomNumberGenerator()
    var high = generator.next()
    var low = generator.next()
    high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = Array(
      Hexadecimal.text(
        of: (0..<16).map { index in
          UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64((7 - index % 8) * 8))
        }))
    let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return groups.joined(separator: "-")
  }
}
