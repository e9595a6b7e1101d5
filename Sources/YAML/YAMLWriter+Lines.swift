/// Scalars over several lines, by the rules of PyYAML's emitter: a line that has passed 80 columns goes on
/// in the next at a single space, and a line break of the text stands as an empty line.
struct ScalarLines {
  private static let width = 80
  private let indent: String
  private var column: Int
  private(set) var text = ""

  /// - Parameters:
  ///   - column: where the scalar begins, behind its key or dash and a space.
  ///   - indent: columns before each further line.
  init(column: Int, indent: Int) {
    self.column = column
    self.indent = String(repeating: " ", count: indent)
  }

  /// As it is: a text without breaks, that needs no quotes.
  mutating func addPlain(_ content: String) { add(content, isQuoted: false) }

  /// In single quotes.
  mutating func addQuoted(_ content: String) {
    write("'")
    add(content, isQuoted: true)
    write("'")
  }

  /// In double quotes, with escapes; a backslash ends a line that goes on.
  mutating func addEscaped(_ content: String, _ escaped: (Unicode.Scalar) -> String) {
    let scalars = Array(content.unicodeScalars)
    func part(_ start: Int, _ end: Int) -> String {
      String(String.UnicodeScalarView(scalars[start..<max(start, end)]))
    }
    write("\"")
    var start = 0
    for end in 0...scalars.count {
      let scalar = end < scalars.count ? scalars[end] : nil
      let isPlain = scalar.map { escaped($0) == String($0) } ?? false
      if !isPlain {
        write(part(start, end))
        start = end
        if let scalar {
          write(escaped(scalar))
          start = end + 1
        }
      }
      let isInside = end > 0 && end < scalars.count - 1
      if isInside, scalar == " " || start >= end, column + end - start > Self.width {
        write(part(start, end) + "\\")
        start = max(start, end)
        startLine()
        if scalars[start] == " " { write("\\") }
      }
    }
    write("\"")
  }

  private mutating func write(_ part: some StringProtocol) {
    text += part
    column += part.unicodeScalars.count
  }

  private mutating func startLine() {
    text += "\n" + indent
    column = indent.utf8.count
  }

  private mutating func add(_ content: String, isQuoted: Bool) {
    let scalars = Array(content.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let start = index
      let first = scalars[start]
      let isRun: (Unicode.Scalar) -> Bool =
        first == " " ? { $0 == " " } : first == "\n" ? { $0 == "\n" } : { $0 != " " && $0 != "\n" }
      while index < scalars.count, isRun(scalars[index]) { index += 1 }
      let part = String(String.UnicodeScalarView(scalars[start..<index]))
      switch first {
      case " ":
        let isInside = start > 0 && index < scalars.count
        if index == start + 1, column > Self.width, !isQuoted || isInside {
          startLine()
        } else {
          write(part)
        }
      case "\n":
        // One break more than the text has: a single one would be read as a space.
        text += "\n" + part.dropLast()
        startLine()
      default:
        write(
          isQuoted
            ? part.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
            : part)
      }
    }
  }
}
