/// What a byte inside of a tag begins, so that the lexer decides with one look into a table.
enum ByteClass: UInt8 {
  case letter, digit
  /// Part of a character beyond ASCII.
  case wide
  case space, quote
  /// A sign that is a token of its own, whatever follows.
  case single
  case opening, closing
  /// `%`, `-`, `+`: signs that may begin the end of a tag or be longer than one byte.
  case other

  /// Whether the byte may be inside of a name.
  var isWord: Bool { rawValue <= ByteClass.wide.rawValue }

  /// The classes of all bytes.
  static let table: [ByteClass] = (UInt8.min...UInt8.max).map(ByteClass.init)

  private init(_ byte: UInt8) {
    switch byte {
    case 0x41...0x5A, 0x5F, 0x61...0x7A: self = .letter
    case 0x30...0x39: self = .digit
    case 0x80...0xFF: self = .wide
    case 0x20, 0x09...0x0D, 0x1C...0x1F: self = .space
    case UInt8(ascii: "'"), UInt8(ascii: "\""): self = .quote
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): self = .opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): self = .closing
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"),
      UInt8(ascii: "~"), UInt8(ascii: ";"):
      self = .single
    default: self = .other
    }
  }
}
