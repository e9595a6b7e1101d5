/// Draws a diagnostic as text; the only place that knows layout and colour.
///
///     error[unknown-filter]: unknown filter `uper`
///       --> models/staging/orders.sql:4:18
///       |
///     4 | select {{ name | uper }}
///       |                  ^^^^
///     help: did you mean `upper`?
package struct DiagnosticRenderer: Sendable {
  /// Whether ANSI colours are used.
  package var usesColor: Bool
  /// Columns kept of a line of source; longer ones are cut around the caret.
  package var width: Int

  package init(usesColor: Bool = false, width: Int = 120) {
    self.usesColor = usesColor
    self.width = width
  }

  package func render(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity
    let head = paint("\(severity.rawValue)[\(diagnostic.code)]", severity.color)
    let first = diagnostic.message.split(separator: "\n", omittingEmptySubsequences: false)
    var lines = [head + paint(": \(first.first ?? "")", .bold)]
    lines += first.dropFirst().map { "  " + $0 }
    if let span = diagnostic.span { lines += excerpt(of: span, color: severity.color) }
    for note in diagnostic.notes {
      lines.append(paint("note", .cyan) + ": " + note.message)
      if let span = note.span { lines += excerpt(of: span, color: .cyan) }
    }
    lines += diagnostic.help.map { paint("help", .green) + ": " + $0 }
    return lines.joined(separator: "\n")
  }

  private func excerpt(of span: Span, color: Color) -> [String] {
    let start = span.start
    let margin = String(repeating: " ", count: String(start.line).count)
    let place = "\(margin) \(paint("-->", .blue)) \(span.description)"
    guard !span.file.text.isEmpty else { return [place] }
    let line = SourceLine(of: span, column: start.column, width: width)
    let bar = paint("|", .blue)
    return [
      place, "\(margin) \(bar)",
      "\(paint(String(start.line), .blue)) \(bar) \(line.text)",
      "\(margin) \(bar) \(line.indent)\(paint(line.carets, color))",
    ]
  }

  private func paint(_ text: String, _ color: Color) -> String {
    usesColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Color: String {
    case red = "1;31"
    case yellow = "1;33"
    case green = "1;32"
    case blue = "1;34"
    case cyan = "1;36"
    case bold = "1"
  }
}

extension Diagnostic.Severity {
  fileprivate var color: DiagnosticRenderer.Color {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}

/// One line of source with the carets that go under it.
private struct SourceLine {
  let text: String
  let indent: String
  let carets: String

  init(of span: Span, column: Int, width: Int) {
    let bytes = Array(span.file.text.utf8)
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<span.range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
    let whole = String(decoding: bytes[start..<end], as: UTF8.self)
    let line = Array(whole).filter { $0 != "\r" && $0 != "\r\n" }
    let coveredEnd = max(span.range.lowerBound, min(span.range.upperBound, end))
    let covered = String(decoding: bytes[span.range.lowerBound..<coveredEnd], as: UTF8.self)
    // Long lines are cut so that the caret stays in view.
    let from = max(0, min(column - 1 - width / 2, line.count - width))
    let shown = line[min(from, line.count)..<min(line.count, from + width)]
    let prefix = shown.prefix(max(0, column - 1 - from))
    let length = max(1, min(covered.count, max(1, shown.count - prefix.count)))
    text = String(shown.map { $0 == "\t" ? " " : $0 })
    indent = String(prefix.map { $0.isWide ? "\u{3000}" : " " })
    carets = String(repeating: "^", count: length)
  }
}

extension Character {
  /// Whether a terminal draws the character two columns wide (East Asian wide, emoji).
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0x1F300...0x1FAFF:
      true
    default: false
    }
  }
}
