/// The white space around the text of a file, which dbt takes away before it renders the text.
struct FileEdges {
  /// Bytes that a template prints although dbt would not.
  let leading: Int
  let trailing: Int

  init(of text: String) {
    let bytes = text.utf8
    let isSpace = { (byte: UInt8) in byte == 0x20 || (9...13).contains(byte) }
    let before = bytes.prefix(while: isSpace)
    guard before.count < bytes.count else {
      (leading, trailing) = (0, 0)
      return
    }
    let after = bytes.reversed().prefix(while: isSpace).count
    let inner = bytes[before.endIndex...].dropLast(after)
    // A tag with a sign takes the white space beside it away by itself.
    leading = Self.startsWithSign(inner) ? 0 : before.count
    let isLineBreak = bytes.last == 0x0A
    trailing = Self.endsWithSign(inner) ? 0 : after - (isLineBreak && after > 0 ? 1 : 0)
  }

  private static func startsWithSign(_ text: Substring.UTF8View) -> Bool {
    let start = Array(text.prefix(3))
    return start.count == 3 && start[0] == UInt8(ascii: "{")
      && [UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#")].contains(start[1])
      && start[2] == UInt8(ascii: "-")
  }

  private static func endsWithSign(_ text: Substring.UTF8View) -> Bool {
    let end = Array(text.suffix(3))
    return end.count == 3 && end[2] == UInt8(ascii: "}")
      && [UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "#")].contains(end[1])
      && end[0] == UInt8(ascii: "-")
  }
}

extension CompiledSQL {
  /// The SQL of a file without what its edges print.
  func without(_ edges: FileEdges) -> CompiledSQL {
    guard edges.leading + edges.trailing > 0 else { return self }
    let count = text.utf8.count
    let isSpace = { (byte: UInt8) in byte == 0x20 || (9...13).contains(byte) }
    let leading = text.utf8.prefix(edges.leading).prefix(while: isSpace).count
    let trailing = text.utf8.suffix(edges.trailing).reversed().prefix(while: isSpace).count
    return leading + trailing <= count ? slice(leading..<(count - trailing)) : self
  }
}
