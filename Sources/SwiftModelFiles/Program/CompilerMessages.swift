internal import Diagnostics

/// What the compiler printed, as diagnostics at the places of the user's file.
struct CompilerMessages {
  let diagnostics: Diagnostics

  /// - Parameters:
  ///   - text: lines such as `/cache/model.swift:3:9: error: cannot find 'x' in scope`.
  ///   - path: how the compiler calls the file.
  init(_ text: String, about path: String, in source: SourceFile) {
    var found: [Diagnostic] = []
    for line in text.split(separator: "\n") where line.hasPrefix(path + ":") {
      let parts = line.dropFirst(path.count + 1).split(
        separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, let row = Int(parts[0]), let column = Int(parts[1]) else { continue }
      let span = CompilerMessages.span(source, row: row, column: column)
      let message = String(parts[3].drop { $0 == " " })
      switch parts[2] {
      case " error":
        found.append(Diagnostic(code: "swift-compiler", CompilerMessages.quoted(message), at: span))
      case " note":
        guard let last = found.indices.last else { continue }
        found[last].notes.append(Diagnostic.Note(CompilerMessages.quoted(message), at: span))
      default: break
      }
    }
    if found.isEmpty {
      let end = text.split(separator: "\n").suffix(6).joined(separator: "\n")
      found = [
        Diagnostic(
          code: "swift-compiler", "`\(source.path)` does not compile", at: nil, help: [end])
      ]
    }
    diagnostics = Diagnostics(found)
  }

  /// The word at a line and a column of bytes, both from 1.
  private static func span(_ source: SourceFile, row: Int, column: Int) -> Span {
    let bytes = Array(source.text.utf8)
    var start = 0
    var line = 1
    while line < row, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      start = end + 1
      line += 1
    }
    let place = min(start + column - 1, bytes.count)
    var end = place
    while end < bytes.count, isWord(bytes[end]) { end += 1 }
    return Span(source, place..<max(end, min(place + 1, bytes.count)))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80 || (48...57).contains(byte)
      || (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// Names in backticks, as ours are.
  private static func quoted(_ message: String) -> String {
    String(message.map { $0 == "'" ? "`" : $0 })
  }
}
