import Diagnostics

/// Keeps passwords out of the excerpts of profiles.yml that messages show.
///
/// Every span is moved to a copy of the file in which the values of `password`, `pass` and `token`
/// are stars, byte for byte; values that hold Jinja stay, since they name a secret and are none.
struct SecretMask {
  private let file: SourceFile
  private let masked: SourceFile

  init(_ file: SourceFile) {
    self.file = file
    masked = SourceFile(path: file.path, text: Self.mask(file.text))
  }

  var source: SourceFile { masked }

  func span(_ span: Span) -> Span {
    span.file === file ? Span(masked, span.range) : span
  }

  func diagnostic(_ diagnostic: Diagnostic) -> Diagnostic {
    var copy = diagnostic
    copy.span = diagnostic.span.map(span)
    copy.notes = diagnostic.notes.map { Diagnostic.Note($0.message, at: $0.span.map(span)) }
    return copy
  }

  func setting(_ setting: Setting) -> Setting {
    Setting(
      name: setting.name, value: setting.value, unrendered: setting.unrendered,
      keySpan: span(setting.keySpan), span: span(setting.span))
  }

  /// Works on the text, so that it holds for a file that is no YAML, too.
  private static func mask(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for key in ["password", "pass", "token"] {
      var position = 0
      while let colon = end(of: key, in: bytes, from: position) {
        position = colon
        let value = value(in: bytes, after: colon)
        guard !bytes[value].contains(UInt8(ascii: "{")) else { continue }
        for index in value where !quotes.contains(bytes[index]) { bytes[index] = UInt8(ascii: "*") }
        position = value.upperBound
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The byte after the colon of the next `key:`.
  private static func end(of key: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(key.utf8) + [UInt8(ascii: ":")]
    guard bytes.count >= wanted.count else { return nil }
    var position = start
    while position + wanted.count <= bytes.count {
      let isWhole = position == 0 || !isWord(bytes[position - 1])
      if isWhole, bytes[position..<position + wanted.count].elementsEqual(wanted) {
        return position + wanted.count
      }
      position += 1
    }
    return nil
  }

  /// A quoted value with its quotes, or a plain one up to the end of the line or of a flow item.
  private static func value(in bytes: [UInt8], after colon: Int) -> Range<Int> {
    let start = bytes[colon...].firstIndex { $0 != UInt8(ascii: " ") } ?? bytes.count
    guard start < bytes.count else { return start..<start }
    let quote = bytes[start]
    let rest = bytes[(start + 1)...]
    let newline = rest.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if quotes.contains(quote) {
      return start..<(rest.firstIndex(of: quote) ?? newline)
    }
    if quote == UInt8(ascii: "\n") { return start..<start }
    let line = bytes[..<colon].lastIndex(of: UInt8(ascii: "\n")) ?? 0
    let isFlow = bytes[line..<colon].contains(UInt8(ascii: "{"))
    let end = rest.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? newline
    return start..<(isFlow ? min(end, newline) : newline)
  }

  private static let quotes: Set = [UInt8(ascii: "\""), UInt8(ascii: "'")]

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isASCIIWord || byte == UInt8(ascii: "-")
  }
}
