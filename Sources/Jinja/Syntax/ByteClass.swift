/// What a byte inside of a tag begins, so that the lexer decides with one look into a table.
enum ByteClass {
  /// A letter, a digit, or part of a character beyond ASCII: what names are made of.
  static let letter = UInt8(ascii: "a")
  static let digit = UInt8(ascii: "d")
  static let wide = UInt8(ascii: "f")
  static let space = UInt8(ascii: "s")
  static let quote = UInt8(ascii: "q")
  /// A sign that is a token of its own, whatever follows.
  static let single = UInt8(ascii: "p")
  static let opening = UInt8(ascii: "(")
  static let closing = UInt8(ascii: ")")
  /// Signs that may begin the end of a tag or be longer than one byte.
  static let other = UInt8(ascii: "o")

  /// The classes of all bytes, sixteen in a line, which live in the program's own memory.
  static var table: UnsafePointer<UInt8> { chart.utf8Start }

  private static let chart: StaticString = """
    ooooooooosssssoo\
    oooooooooooossss\
    soqooooq()oopopo\
    ddddddddddppoooo\
    oaaaaaaaaaaaaaaa\
    aaaaaaaaaaa(o)oa\
    oaaaaaaaaaaaaaaa\
    aaaaaaaaaaa(p)po\
    ffffffffffffffff\
    ffffffffffffffff\
    ffffffffffffffff\
    ffffffffffffffff\
    ffffffffffffffff\
    ffffffffffffffff\
    ffffffffffffffff\
    ffffffffffffffff
    """
}

extension UInt8 {
  /// The byte's class.
  var byteClass: UInt8 { ByteClass.table[Int(self)] }

  /// A letter, digit or underscore, or part of a character beyond ASCII.
  var isWordByte: Bool {
    let kind = byteClass
    return kind == ByteClass.letter || kind == ByteClass.digit || kind == ByteClass.wide
  }
}
