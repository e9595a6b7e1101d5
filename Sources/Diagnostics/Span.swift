/// A range of UTF-8 bytes in a source file.
package struct Span: Hashable, Sendable {
  package let file: SourceFile
  /// Byte offsets into `file.text.utf8`.
  package let range: Range<Int>

  package init(_ file: SourceFile, _ range: Range<Int>) {
    let count = file.text.utf8.count
    let lower = min(max(range.lowerBound, 0), count)
    self.file = file
    self.range = lower..<min(max(range.upperBound, lower), count)
  }

  /// The text the span covers.
  package var text: String {
    let utf8 = file.text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
    return String(
      decoding: utf8[start..<utf8.index(start, offsetBy: range.count)], as: UTF8.self)
  }

  /// Where the span starts, for people.
  package var start: Position { Position(of: range.lowerBound, in: file) }

  /// Whether `other` lies in here.
  package func contains(_ other: Span) -> Bool {
    file === other.file && range.lowerBound <= other.range.lowerBound
      && other.range.upperBound <= range.upperBound
  }

  /// The span from the start of `self` to the end of `other`, which lies in the same file.
  package func joined(with other: Span) -> Span {
    Span(
      file,
      min(range.lowerBound, other.range.lowerBound)..<max(range.upperBound, other.range.upperBound)
    )
  }

  /// `path:line:column`
  package var description: String {
    let start = start
    return "\(file.path):\(start.line):\(start.column)"
  }
}

/// Line and column as an editor shows them: both from 1, columns counted in Characters.
package struct Position: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Complexity: O(offset); computed only when a message is printed.
  package init(of offset: Int, in file: SourceFile) {
    let bytes = file.text.utf8
    var line = 1
    var lineStart = bytes.startIndex
    let end = bytes.index(bytes.startIndex, offsetBy: min(offset, bytes.count))
    var index = bytes.startIndex
    while index < end {
      let byte = bytes[index]
      bytes.formIndex(after: &index)
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = index
      }
    }
    self.line = line
    self.column = String(decoding: bytes[lineStart..<end], as: UTF8.self).count + 1
  }
}
