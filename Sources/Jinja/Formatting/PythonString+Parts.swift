@preconcurrency internal import Glibc

extension PythonString {
  static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  /// Number of code points.
  static func length(_ text: String) -> Int {
    text.utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The first `count` code points.
  static func prefix(_ text: String, _ count: Int) -> String {
    String(text.unicodeScalars.prefix(max(0, count)))
  }

  /// The code point at `index`, counted from the end when negative.
  static func character(_ text: String, at index: Int) -> String? {
    let count = length(text)
    let position = index < 0 ? count + index : index
    guard position >= 0, position < count else { return nil }
    let scalars = text.unicodeScalars
    return String(scalars[scalars.index(scalars.startIndex, offsetBy: position)])
  }

  /// `\w` of a regular expression.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return UInt8(scalar.value).isWordByte
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Runs of word characters.
  static func wordCount(_ text: String) -> Int {
    var count = 0
    var isInside = false
    for scalar in text.unicodeScalars {
      let isWord = isWord(scalar)
      if isWord, !isInside { count += 1 }
      isInside = isWord
    }
    return count
  }

  // MARK: case

  static func upper(_ scalar: Unicode.Scalar) -> String { scalar.properties.uppercaseMapping }

  static func capitalized(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    return first.properties.titlecaseMapping + lower(String(text.unicodeScalars.dropFirst()))
  }

  /// `str.lower()`: a sigma at the end of a word gets its final form.
  static func lower(_ text: String) -> String {
    let result = text.lowercased()
    guard text.unicodeScalars.contains("\u{3A3}") else { return result }
    let scalars = Array(text.unicodeScalars)
    var view = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\u{3A3}", isFinal(index, scalars) {
        view.append("\u{3C2}")
      } else {
        view.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(view)
  }

  /// Unicode's condition Final_Sigma: a cased letter before, none after.
  private static func isFinal(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
    let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased ?? false && !(after?.properties.isCased ?? false)
  }

  /// `str.title()`: a word starts after anything that has no case.
  static func title(_ text: String) -> String {
    var result = ""
    var isInside = false
    for scalar in text.unicodeScalars {
      let isCased = scalar.properties.isCased
      result +=
        isCased
        ? isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
        : String(scalar)
      isInside = isCased
    }
    return result
  }

  static func swapCase(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      result +=
        properties.isUppercase
        ? properties.lowercaseMapping
        : properties.isLowercase ? properties.uppercaseMapping : String(scalar)
    }
    return result
  }

  // MARK: padding

  static func center(_ text: String, _ width: Int, _ filling: Unicode.Scalar) -> String {
    let missing = width - length(text)
    guard missing > 0 else { return text }
    // CPython puts the odd one to the left when the width is odd.
    let left = missing / 2 + (missing & width & 1)
    return repeated(filling, left) + text + repeated(filling, missing - left)
  }

  static func repeated(_ scalar: Unicode.Scalar, _ count: Int) -> String {
    String(repeating: String(scalar), count: max(0, count))
  }

  // MARK: searching

  /// Occurrences that do not overlap; of the empty text, one more than there are code points.
  static func count(of part: String, in text: String) -> Int {
    if part.isEmpty { return length(text) + 1 }
    var count = 0
    var start = 0
    while let found = text.find(part, from: start) {
      count += 1
      start = found + part.utf8.count
    }
    return count
  }

  /// - Parameter count: how many at most; negative for all.
  static func replace(_ text: String, _ old: String, with new: String, count: Int) -> String {
    var left = count < 0 ? Int.max : count
    if old.isEmpty { return insert(new, between: text, &left) }
    guard left > 0, var found = text.find(old) else { return text }
    let bytes = Array(text.utf8)
    let length = old.utf8.count
    var result: [UInt8] = []
    var end = 0
    while left > 0 {
      result += bytes[end..<found]
      result += new.utf8
      end = found + length
      left -= 1
      guard let next = text.find(old, from: end) else { break }
      found = next
    }
    result += bytes[end...]
    return String(decoding: result, as: UTF8.self)
  }

  private static func insert(_ new: String, between text: String, _ left: inout Int) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if left > 0 {
        result += new
        left -= 1
      }
      result.unicodeScalars.append(scalar)
    }
    return left > 0 ? result + new : result
  }

  // MARK: splitting

  /// `str.split()` at runs of white space.
  static func split(_ text: String, limit: Int = -1) -> [String] {
    var parts: [String] = []
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while true {
      while index < scalars.endIndex, isSpace(scalars[index]) {
        index = scalars.index(after: index)
      }
      guard index < scalars.endIndex else { return parts }
      if limit >= 0, parts.count == limit {
        parts.append(String(scalars[index...]))
        return parts
      }
      let start = index
      while index < scalars.endIndex, !isSpace(scalars[index]) {
        index = scalars.index(after: index)
      }
      parts.append(String(scalars[start..<index]))
    }
  }

  /// The text with the decimal digits of every script as ASCII digits, as Python reads numbers.
  static func withASCIIDigits(_ text: String) -> String {
    guard !isASCII(text) else { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        view.append(Unicode.Scalar(UInt8(ascii: "0") + UInt8(value)))
      } else {
        view.append(scalar)
      }
    }
    return String(view)
  }

  /// `str.rsplit()` at runs of white space.
  static func splitFromEnd(_ text: String, limit: Int) -> [String] {
    guard limit >= 0 else { return split(text) }
    let reversed = String(String.UnicodeScalarView(text.unicodeScalars.reversed()))
    return split(reversed, limit: limit).reversed().map {
      String(String.UnicodeScalarView($0.unicodeScalars.reversed()))
    }
  }

  /// `str.split(separator)`; `separator` is not empty.
  static func split(_ text: String, at separator: String, limit: Int = -1) -> [String] {
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    while limit < 0 || parts.count < limit, let found = text.find(separator, from: start) {
      parts.append(String(decoding: bytes[start..<found], as: UTF8.self))
      start = found + separator.utf8.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  static func splitFromEnd(_ text: String, at separator: String, limit: Int) -> [String] {
    var parts = split(text, at: separator)
    guard limit >= 0, parts.count > limit + 1 else { return parts }
    let head = parts.prefix(parts.count - limit).joined(separator: separator)
    parts = [head] + parts.suffix(limit)
    return parts
  }

  /// `str.splitlines()`.
  static func splitLines(_ text: String, keepingEnds: Bool = false) -> [String] {
    var lines: [String] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      guard isLineEnd(scalars[index]) else {
        index = scalars.index(after: index)
        continue
      }
      var end = scalars.index(after: index)
      if scalars[index] == "\r", end < scalars.endIndex, scalars[end] == "\n" {
        end = scalars.index(after: end)
      }
      lines.append(String(scalars[start..<(keepingEnds ? end : index)]))
      start = end
      index = end
    }
    if start < scalars.endIndex { lines.append(String(scalars[start...])) }
    return lines
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
