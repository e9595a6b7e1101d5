/// HTML entities, by the rules of Python's `html.unescape`.
enum Entities {
  /// With character references replaced by what they stand for.
  static func resolve(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[rest.index(after: start)...]
      if rest.first == "#" {
        appendNumeric(&rest, to: &result)
      } else {
        appendNamed(&rest, to: &result)
      }
    }
    return String(result + rest)
  }

  /// `#65;` or `#x41`, whose semicolon may be missing.
  private static func appendNumeric(
    _ rest: inout Substring.UnicodeScalarView, to result: inout String.UnicodeScalarView
  ) {
    var digits = rest.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    if isHex { digits = digits.dropFirst() }
    let number = digits.prefix { isHex ? $0.isHexDigit : $0.isDigit }
    guard !number.isEmpty else {
      result.append("&")
      return
    }
    rest = digits[number.endIndex...]
    if rest.first == ";" { rest = rest.dropFirst() }
    // More digits than a code point has are out of range.
    let value = UInt32(String(number), radix: isHex ? 16 : 10) ?? .max
    if let scalar = scalar(value) { result.append(scalar) }
  }

  /// nil for a code point that HTML forbids and leaves out.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar? {
    if let other = windows[value] { return Unicode.Scalar(other) }
    guard let scalar = Unicode.Scalar(value), value != 0 else { return "\u{FFFD}" }
    switch value {
    case 0x1...0x8, 0xB, 0xE...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: return nil
    default: return value & 0xFFFE == 0xFFFE ? nil : scalar
    }
  }

  /// The name, or the longest start of it that is one.
  private static func appendNamed(
    _ rest: inout Substring.UnicodeScalarView, to result: inout String.UnicodeScalarView
  ) {
    var name = rest.prefix { !" \t\n\u{C}<&#;".unicodeScalars.contains($0) }.prefix(32)
    guard !name.isEmpty else {
      result.append("&")
      return
    }
    if rest[name.endIndex...].first == ";" { name = rest[...name.endIndex] }
    while name.count > 1 {
      if let text = named[String(name)] {
        result += text.unicodeScalars
        rest = rest[name.endIndex...]
        return
      }
      name = name.dropLast()
    }
    result.append("&")
  }

  private static let named: [String: String] = {
    var names: [String: String] = [:]
    for entry in table.split(separator: " ") {
      guard let sign = entry.lastIndex(of: "=") else { continue }
      let codes = entry[entry.index(after: sign)...].split(separator: "+")
      let scalars = codes.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      names[String(entry[..<sign])] = String(String.UnicodeScalarView(scalars))
    }
    return names
  }()

  /// What the numbers of Windows' code page stand for.
  private static let windows: [UInt32: UInt32] = [
    0x0D: 0x0D, 0x80: 0x20AC, 0x81: 0x81, 0x82: 0x201A, 0x83: 0x192, 0x84: 0x201E, 0x85: 0x2026,
    0x86: 0x2020, 0x87: 0x2021, 0x88: 0x2C6, 0x89: 0x2030, 0x8A: 0x160, 0x8B: 0x2039, 0x8C: 0x152,
    0x8D: 0x8D, 0x8E: 0x17D, 0x8F: 0x8F, 0x90: 0x90, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C,
    0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x2DC, 0x99: 0x2122,
    0x9A: 0x161, 0x9B: 0x203A, 0x9C: 0x153, 0x9D: 0x9D, 0x9E: 0x17E, 0x9F: 0x178,
  ]
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isHexDigit: Bool {
    isDigit || ("a"..."f").contains(self) || ("A"..."F").contains(self)
  }
}
