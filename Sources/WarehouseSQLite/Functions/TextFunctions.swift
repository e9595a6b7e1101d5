/// Functions on texts. Lengths and places count characters as PostgreSQL does: Unicode scalars.
enum TextFunctions {
  static let all: [ScalarFunction] =
    parts + paddings + changes + [
      ScalarFunction("concat", nil, isStrict: false) { .text(joined($0, from: 0, by: "")) },
      ScalarFunction("concat_ws", nil, isStrict: false) { arguments in
        arguments.isNull(0) ? .null : .text(joined(arguments, from: 1, by: arguments.text(0)))
      },
      ScalarFunction("strpos", 2...2) { .integer(place(of: $0.text(1), in: $0.text(0))) },
      ScalarFunction("starts_with", 2...2) { arguments in
        .boolean(arguments.bytes(0).starts(with: arguments.bytes(1)))
      },
      ScalarFunction("octet_length", 1...1) { .integer(Int64($0.bytes(0).count)) },
      ScalarFunction("ascii", 1...1) { arguments in
        .integer(Int64(arguments.text(0).unicodeScalars.first?.value ?? 0))
      },
      ScalarFunction("chr", 1...1) { arguments throws(FunctionFailure) in
        let code = try arguments.integer(0)
        guard code > 0, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
          throw FunctionFailure("\(code) is no character")
        }
        return .text(String(Character(scalar)))
      },
      ScalarFunction("to_hex", 1...1) { arguments throws(FunctionFailure) in
        .text(String(UInt64(bitPattern: Int64(try arguments.integer(0))), radix: 16))
      },
    ]
    + ["char_length", "character_length"].map { name in
      ScalarFunction(name, 1...1) { .integer(Int64($0.text(0).unicodeScalars.count)) }
    }

  private static let parts: [ScalarFunction] = [
    ScalarFunction("split_part", 3...3) { arguments throws(FunctionFailure) in
      let wanted = try arguments.integer(2)
      guard wanted != 0 else { throw FunctionFailure("parts are counted from 1") }
      let parts = split(arguments.text(0), by: arguments.text(1))
      let index = wanted > 0 ? wanted - 1 : parts.count + wanted
      return .text(parts.indices.contains(index) ? parts[index] : "")
    },
    // A negative count leaves out so many characters at the other end.
    ScalarFunction("left", 2...2) { arguments throws(FunctionFailure) in
      let text = arguments.text(0).unicodeScalars
      let count = try arguments.integer(1)
      return .text(String(count < 0 ? text.dropLast(-count) : text.prefix(count)))
    },
    ScalarFunction("right", 2...2) { arguments throws(FunctionFailure) in
      let text = arguments.text(0).unicodeScalars
      let count = try arguments.integer(1)
      return .text(String(count < 0 ? text.dropFirst(-count) : text.suffix(count)))
    },
  ]

  private static let paddings: [ScalarFunction] = [
    ScalarFunction("lpad", 2...3) { arguments throws(FunctionFailure) in
      let (text, padding) = try padded(arguments)
      return .text(padding + text)
    },
    ScalarFunction("rpad", 2...3) { arguments throws(FunctionFailure) in
      let (text, padding) = try padded(arguments)
      return .text(text + padding)
    },
    ScalarFunction("repeat", 2...2) { arguments throws(FunctionFailure) in
      let count = max(0, try arguments.integer(1))
      let text = arguments.text(0)
      guard text.utf8.count.multipliedReportingOverflow(by: count).partialValue < 1 << 30 else {
        throw FunctionFailure("the result is longer than 1 GB")
      }
      return .text(String(repeating: text, count: count))
    },
    ScalarFunction("btrim", 1...2) { arguments in
      let unwanted = Set((arguments.count > 1 ? arguments.text(1) : " ").unicodeScalars)
      let text = arguments.text(0).unicodeScalars.drop(while: unwanted.contains)
      let end = text.lastIndex { !unwanted.contains($0) }.map { text.index(after: $0) }
      return .text(String(text[..<(end ?? text.startIndex)]))
    },
  ]

  private static let changes: [ScalarFunction] = [
    ScalarFunction("reverse", 1...1) { arguments in
      .text(String(String.UnicodeScalarView(arguments.text(0).unicodeScalars.reversed())))
    },
    ScalarFunction("initcap", 1...1) { .text(withCapitals($0.text(0))) },
    ScalarFunction("translate", 3...3) { arguments in
      .text(translated(arguments.text(0), arguments.text(1), to: arguments.text(2)))
    },
  ]

  /// Null arguments are left out.
  private static func joined(_ arguments: Arguments, from start: Int, by separator: String)
    -> String
  {
    (start..<max(start, arguments.count)).filter { !arguments.isNull($0) }
      .map(arguments.text).joined(separator: separator)
  }

  private static func split(_ text: String, by separator: String) -> [String] {
    guard !separator.isEmpty else { return [text] }
    let bytes = Array(text.utf8)
    let wanted = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += wanted.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  /// From 1; 0 when `part` is not in `text`.
  private static func place(of part: String, in text: String) -> Int64 {
    if part.isEmpty { return 1 }
    let pieces = split(text, by: part)
    return pieces.count < 2 ? 0 : Int64(pieces[0].unicodeScalars.count) + 1
  }

  /// The text, cut to the wanted length, and what fills it up.
  private static func padded(
    _ arguments: Arguments
  ) throws(FunctionFailure) -> (text: String, padding: String) {
    let text = arguments.text(0).unicodeScalars
    let length = max(0, try arguments.integer(1))
    let fill = Array((arguments.count > 2 ? arguments.text(2) : " ").unicodeScalars)
    guard length < 1 << 28 else { throw FunctionFailure("the result is longer than 1 GB") }
    let missing = length - text.count
    guard missing > 0, !fill.isEmpty else { return (String(text.prefix(length)), "") }
    let padding = (0..<missing).lazy.map { fill[$0 % fill.count] }
    return (String(text), String(String.UnicodeScalarView(padding)))
  }

  /// Words begin after everything that is neither letter nor digit.
  private static func withCapitals(_ text: String) -> String {
    var result = ""
    var isInside = false
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      result += isInside ? properties.lowercaseMapping : properties.titlecaseMapping
      isInside = properties.isAlphabetic || properties.numericType != nil
    }
    return result
  }

  /// Each character of `old` becomes the one at its place in `new`, or goes.
  private static func translated(_ text: String, _ old: String, to new: String) -> String {
    let replacements = Array(new.unicodeScalars)
    var table: [Unicode.Scalar: Unicode.Scalar?] = [:]
    for (index, scalar) in old.unicodeScalars.enumerated() where table[scalar] == nil {
      table[scalar] = .some(index < replacements.count ? replacements[index] : nil)
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.compactMap { table[$0] ?? .some($0) }))
  }
}
