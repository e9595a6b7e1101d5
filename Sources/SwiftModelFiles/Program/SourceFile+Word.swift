internal import Diagnostics

extension SourceFile {
  /// The word at a line and a column of bytes, both from 1, as the compiler counts them.
  func word(line: Int, column: Int) -> Span {
    let bytes = Array(text.utf8)
    var start = 0
    var passed = 1
    while passed < line, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      start = end + 1
      passed += 1
    }
    let place = max(0, min(start + column - 1, bytes.count))
    var end = place
    while end < bytes.count, bytes[end].isWord { end += 1 }
    return Span(self, place..<max(end, min(place + 1, bytes.count)))
  }
}
