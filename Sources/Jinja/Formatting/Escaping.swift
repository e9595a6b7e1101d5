/// What autoescaping does.
enum Escaping {
  /// `&<>'"` as entities, as MarkupSafe writes them.
  static func html(_ text: String) -> String {
    let needsIt = text.utf8.contains { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "'"),
        UInt8(ascii: "\""):
        true
      default: false
      }
    }
    guard needsIt else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      case UInt8(ascii: "\""): result += "&#34;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `text`, the text of `value`, escaped unless it is safe already.
  static func escaped(_ value: Value, _ text: String) throws -> String {
    value.isMarkup ? text : html(text)
  }
}
