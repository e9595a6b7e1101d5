package import PlainData

/// Plain values as YAML in block style, as Python's `yaml.safe_dump` writes them.
///
///     a: 1
///     b:
///     - x
///     - y: 2
package enum YAMLWriter {
  /// The document with a newline at its end; a scalar alone is followed by `...`, as in Python.
  package static func text(_ value: PlainValue, sortsKeys: Bool = false) -> String {
    switch value {
    case .list(let items) where !items.isEmpty: return list(items, 0, sortsKeys)
    case .map(let map) where !map.isEmpty: return self.map(map, 0, sortsKeys)
    case .list, .map: return scalar(value, 0, 2) + "\n"
    case .string(let text) where needsQuotes(text) && !text.hasPrefix(scalarMark):
      return scalar(value, 0, 2) + "\n"
    default: return scalar(value, 0, 2) + "\n...\n"
    }
  }

  private static func list(_ items: [PlainValue], _ depth: Int, _ sortsKeys: Bool) -> String {
    let space = String(repeating: "  ", count: depth)
    return items.map { item in
      // What is nested begins on the line of its dash.
      "\(space)- " + nested(item, depth + 1, sortsKeys).drop { $0 == " " }
    }.joined()
  }

  private static func map(_ map: PlainMap, _ depth: Int, _ sortsKeys: Bool) -> String {
    let space = String(repeating: "  ", count: depth)
    let pairs = sortsKeys ? map.sorted { $0.key < $1.key } : Array(map)
    return pairs.map { key, value in
      let name = "\(space)\(self.key(key)):"
      switch value {
      // Python does not indent a list below its key.
      case .list(let items) where !items.isEmpty:
        return "\(name)\n" + list(items, depth, sortsKeys)
      case .map(let inner) where !inner.isEmpty:
        return "\(name)\n" + self.map(inner, depth + 1, sortsKeys)
      default:
        // A key without a character is announced.
        if key.isEmpty {
          return "\(space)? ''\n\(space): \(scalar(value, 2 * depth + 2, 2 * depth + 2))\n"
        }
        let column = name.unicodeScalars.count + 1
        return "\(name) \(scalar(value, column, 2 * depth + 2))\n"
      }
    }.joined()
  }

  private static func nested(_ value: PlainValue, _ depth: Int, _ sortsKeys: Bool) -> String {
    switch value {
    case .list(let items) where !items.isEmpty: list(items, depth, sortsKeys)
    case .map(let map) where !map.isEmpty: self.map(map, depth, sortsKeys)
    default: scalar(value, 2 * depth, 2 * depth) + "\n"
    }
  }

  /// The key of a map that is written as the scalar `value`, not as text that looks like it.
  package static func key(of value: PlainValue) -> String {
    if case .string(let text) = value { return text }
    return scalar(scalar(value, 0, 0))
  }

  /// A text that is written without quotes, whatever it looks like: a date.
  package static func scalar(_ text: String) -> String { scalarMark + text }

  /// What stands in front of a scalar that is no text; text with it in front would be written with escapes.
  private static let scalarMark = "\u{0}"

  /// A key stands in one line.
  private static func key(_ text: String) -> String {
    text.hasPrefix(scalarMark)
      ? String(text.dropFirst(scalarMark.count)) : string(text, 0, 0, isKey: true)
  }

  /// - Parameters:
  ///   - column: where it begins.
  ///   - indent: columns before its further lines.
  private static func scalar(_ value: PlainValue, _ column: Int, _ indent: Int) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number):
      number.isNaN ? ".nan" : number.isInfinite ? (number < 0 ? "-.inf" : ".inf") : float(number)
    case .string(let text) where text.hasPrefix(scalarMark):
      String(text.dropFirst(scalarMark.count))
    case .string(let text): string(text, column, indent, isKey: false)
    case .list: "[]"
    case .map: "{}"
    }
  }

  /// Python's `repr`, with a point in front of an exponent as YAML 1.1 wants it.
  private static func float(_ number: Double) -> String {
    let text = "\(number)"
    guard let mark = text.firstIndex(of: "e") else { return text }
    let (mantissa, exponent) = (text[..<mark], text[text.index(after: mark)...])
    let digits = exponent.drop { $0 == "-" || $0 == "+" }
    return mantissa + (mantissa.contains(".") ? "e" : ".0e") + (exponent.hasPrefix("-") ? "-" : "+")
      + (digits.count < 2 ? "0" : "") + digits
  }

  private static func string(
    _ text: String, _ column: Int, _ indent: Int, isKey: Bool
  ) -> String {
    let hasBreak = text.unicodeScalars.contains("\n")
    if text.unicodeScalars.contains(where: { $0 != "\n" && ($0.value < 0x20 || $0.value > 0x7E) })
      || (hasBreak && (isKey || text.contains(" \n") || text.contains("\n ")))
    {
      var lines = ScalarLines(column: isKey ? .min / 2 : column, indent: indent)
      lines.addEscaped(text, escaped)
      return lines.text
    }
    var lines = ScalarLines(column: isKey ? .min / 2 : column, indent: indent)
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
