extension UInt8 {
  /// Whether the byte is an ASCII letter, an ASCII digit or `_`.
  package var isASCIIWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The same, or a part of a character beyond ASCII.
  package var isWord: Bool { isASCIIWord || self >= 0x80 }
}
