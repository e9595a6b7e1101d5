/// Trees as YAML in block style, as Python's `yaml.safe_dump` writes them.
///
///     a: 1
///     b:
///     - x
///     - y: 2
package enum YAMLWriter {
  /// The document with a newline at its end; a scalar alone is followed by `...`, as in Python.
  package static func text(_ tree: YAMLTree) -> String {
    if tree.isBlock {
      let properties = tree.properties
      let start = properties.isEmpty ? "" : properties.dropLast() + "\n"
      return start + block(tree, 0)
    }
    let line = scalar(tree, 0, 2) + "\n"
    switch tree {
    case .scalar: return line + "...\n"
    case .text(let text): return needsQuotes(text) ? line : line + "...\n"
    default: return line
    }
  }

  /// The lines of a list or map that is not empty, each at `indent` or further in.
  private static func block(_ tree: YAMLTree, _ indent: Int) -> String {
    let space = String(repeating: " ", count: indent)
    switch tree.content {
    case .list(let items): return items.map { space + "- " + inner($0, indent) }.joined()
    case .map(let pairs): return pairs.map { space + pair($0.key, $0.value, indent) }.joined()
    case .set(let items):
      return items.map { space + pair($0, .scalar("null"), indent) }.joined()
    default: return ""
    }
  }

  /// What stands behind a dash, or `?`, at `indent`.
  private static func inner(_ tree: YAMLTree, _ indent: Int) -> String {
    guard tree.isBlock else { return scalar(tree, indent + 2, indent + 2) + "\n" }
    let lines = block(tree, indent + 2)
    let properties = tree.properties
    // What is nested begins on the line of its dash.
    return properties.isEmpty
      ? String(lines.drop { $0 == " " }) : properties.dropLast() + "\n" + lines
  }

  private static func pair(_ key: YAMLTree, _ value: YAMLTree, _ indent: Int) -> String {
    guard isSimple(key) else {
      let space = String(repeating: " ", count: indent)
      return "? \(inner(key, indent))\(space): \(inner(value, indent))"
    }
    let name = scalar(key, .min / 2, 0) + ":"
    guard value.isBlock else {
      let column = indent + name.unicodeScalars.count + 1
      return "\(name) \(scalar(value, column, indent + 2))\n"
    }
    var isList: Bool { if case .list = value.content { true } else { false } }
    let properties = value.properties
    // Python does not indent a list below its key.
    return name + (properties.isEmpty ? "" : " " + properties.dropLast()) + "\n"
      + block(value, isList ? indent : indent + 2)
  }

  /// Whether a key stands in front of its colon, in one line; what is longer is announced by `?`.
  private static func isSimple(_ key: YAMLTree) -> Bool {
    switch key {
    case .text(let text):
      !text.isEmpty && !text.unicodeScalars.contains(where: isBreak)
        && text.unicodeScalars.count + "!!str".count < longestKey
    case .anchored(_, let tree): isSimple(tree)
    default: !key.isBlock
    }
  }

  private static let longestKey = 128

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }

  /// A node that is no block, in front of which its anchor stands.
  ///
  /// - Parameters:
  ///   - column: where it begins.
  ///   - indent: columns before its further lines.
  private static func scalar(_ tree: YAMLTree, _ column: Int, _ indent: Int) -> String {
    let properties = tree.properties
    let text =
      switch tree.content {
      case .scalar(let text): text
      case .text(let text): string(text, column + properties.utf8.count, indent)
      case .list: "[]"
      case .map, .set: "{}"
      case .alias(let number): "*" + YAMLTree.name(of: number)
      case .anchored: ""
      }
    return properties + text
  }

  private static func string(_ text: String, _ column: Int, _ indent: Int) -> String {
    var lines = ScalarLines(column: column, indent: indent)
    let hasBreak = text.unicodeScalars.contains("\n")
    if text.unicodeScalars.contains(where: { $0 != "\n" && ($0.value < 0x20 || $0.value > 0x7E) })
      || (hasBreak && (text.contains(" \n") || text.contains("\n ")))
    {
      lines.addEscaped(text, escaped)
      return lines.text
    }
    if needsQuotes(text) { lines.addQuoted(text) } else { lines.addPlain(text) }
    return lines.text
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case "\"": return "\\\""
    case "\\": return "\\\\"
    default:
      guard scalar.value < 0x20 || scalar.value > 0x7E else { return String(scalar) }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let width = scalar.value < 0x100 ? 2 : scalar.value < 0x1_0000 ? 4 : 8
      let letter = width == 2 ? "x" : width == 4 ? "u" : "U"
      return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
    }
  }

  /// Whether the text alone would mean something else, or nothing.
  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    if "-?:,[]{}#&*!|>'\"%@`".contains(first), !isPlainStart(text) { return true }
    if first == " " || last == " " || last == ":" { return true }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value > 0x7E }) { return true }
    if text == "=" { return true }
    let bytes = Array(text.utf8)
    for (here, next) in zip(bytes, bytes.dropFirst()) {
      if here == UInt8(ascii: ":"), next == UInt8(ascii: " ") { return true }
      if here == UInt8(ascii: " "), next == UInt8(ascii: "#") { return true }
    }
    return ScalarMeaning(plain: bytes[...]) != .string
  }

  /// `-x`, `:x` and `?x` begin a plain text, `- x` does not.
  private static func isPlainStart(_ text: String) -> Bool {
    guard let first = text.first, "-?:".contains(first), let next = text.dropFirst().first else {
      return false
    }
    return next != " "
  }
}
