/// Python's rules for strings.
enum PythonString {
  /// `repr()`: single quotes unless only they occur in the text; control characters escaped.
  static func repr(_ text: String) -> String {
    let usesDouble =
      text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\""))
    let quote: Unicode.Scalar = usesDouble ? "\"" : "'"
    let needsNoEscape = text.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") && UInt32($0) != quote.value
    }
    if needsNoEscape { return usesDouble ? "\"\(text)\"" : "'\(text)'" }
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case quote, "\\":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
      default: result += escape(scalar.value)
      }
    }
    return result + String(quote)
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    let (mark, width) = value < 0x100 ? ("\\x", 2) : value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
    return mark + String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// The text with everything beyond ASCII escaped, as `ascii()` writes it.
  static func ascii(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        result.unicodeScalars.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16)
      let (mark, width) =
        scalar.value < 0x100 ? ("\\x", 2) : scalar.value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
      result += mark + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    return result
  }

  /// `str.isprintable()` of one character.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }

  /// `str.isspace()` of one character.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }

  /// `str.strip()`: without white space at both ends.
  static func strip(_ text: String) -> String {
    strip(text, left: true, right: true, where: isSpace)
  }

  static func strip(
    _ text: String, left: Bool, right: Bool, where isStripped: (Unicode.Scalar) -> Bool
  ) -> String {
    let scalars = text.unicodeScalars
    var (start, end) = (scalars.startIndex, scalars.endIndex)
    if left {
      while start < end, isStripped(scalars[start]) { start = scalars.index(after: start) }
    }
    if right {
      while end > start {
        let previous = scalars.index(before: end)
        guard isStripped(scalars[previous]) else { break }
        end = previous
      }
    }
    return String(scalars[start..<end])
  }
}
