import CSQLite
import RegularExpressions

/// Regular expressions by PCRE2, with PostgreSQL's functions around them: arguments, counting from
/// 1, flags (`i`, `g`, `n`/`m`, `s`, `x`), `\1` and `\&` in replacements.
enum RegularExpressionFunctions {
  static let all: [ScalarFunction] = [
    // The operator: `text regexp pattern` calls it with the pattern first.
    ScalarFunction("regexp", 2...2) { arguments throws(FunctionFailure) in
      .boolean(try Pattern(arguments, at: 0).find(in: arguments.bytes(1)))
    },
    ScalarFunction("regexp_like", 2...3) { arguments throws(FunctionFailure) in
      .boolean(try Pattern(arguments, at: 1, flags: 2).find(in: arguments.bytes(0)))
    },
    ScalarFunction("regexp_count", 2...4) { arguments throws(FunctionFailure) in
      let pattern = try Pattern(arguments, at: 1, flags: 3)
      let start = try byteOffset(arguments, 2)
      return .integer(Int64(try pattern.matches(in: arguments.bytes(0), from: start).count))
    },
    ScalarFunction("regexp_substr", 2...6) { arguments throws(FunctionFailure) in
      let pattern = try Pattern(arguments, at: 1, flags: 4)
      let group = arguments.count > 5 ? try arguments.integer(5) : 0
      guard let match = try match(pattern, arguments), match.indices.contains(group),
        let range = match[group]
      else { return .null }
      return .text(String(decoding: arguments.bytes(0)[range], as: UTF8.self))
    },
    // Where the match starts, in characters from 1; 0 when there is none.
    ScalarFunction("regexp_instr", 2...4) { arguments throws(FunctionFailure) in
      let pattern = try Pattern(arguments, at: 1)
      guard let match = try match(pattern, arguments), let range = match[0] else {
        return .integer(0)
      }
      let before = String(decoding: arguments.bytes(0)[..<range.lowerBound], as: UTF8.self)
      return .integer(Int64(before.unicodeScalars.count) + 1)
    },
    // The first match's groups (or the match itself) as a JSON list: SQLite has no arrays.
    ScalarFunction("regexp_match", 2...3) { arguments throws(FunctionFailure) in
      let pattern = try Pattern(arguments, at: 1, flags: 2)
      guard let match = try pattern.matches(in: arguments.bytes(0), limit: 1).first else {
        return .null
      }
      let groups = match.count > 1 ? match.dropFirst() : match[...]
      let texts = groups.map { group in
        group.map { String(decoding: arguments.bytes(0)[$0], as: UTF8.self) }
      }
      return .text(JSONText.list(of: texts))
    },
    ScalarFunction("regexp_replace", 3...4) { arguments throws(FunctionFailure) in
      let pattern = try Pattern(arguments, at: 1, flags: 3)
      let limit = pattern.flags.contains("g") ? Int.max : 1
      let matches = try pattern.matches(in: arguments.bytes(0), limit: limit)
      return .text(replace(matches, in: arguments.bytes(0), by: arguments.bytes(2)))
    },
  ]

  /// The match number `arguments[3]` (from 1) at or after character `arguments[2]` (from 1).
  private static func match(
    _ pattern: Pattern, _ arguments: Arguments
  ) throws(FunctionFailure) -> [Range<Int>?]? {
    let number = arguments.count > 3 ? try arguments.integer(3) : 1
    guard number > 0 else { throw FunctionFailure("matches are counted from 1") }
    let found = try pattern.matches(
      in: arguments.bytes(0), from: try byteOffset(arguments, 2), limit: number)
    return found.count == number ? found.last : nil
  }

  /// The byte at which the character `arguments[index]`, counted from 1, starts; 0 without it.
  private static func byteOffset(_ arguments: Arguments, _ index: Int) throws(FunctionFailure)
    -> Int
  {
    guard arguments.count > index else { return 0 }
    let start = try arguments.integer(index)
    guard start > 0 else { throw FunctionFailure("characters are counted from 1") }
    var seen = 0
    let bytes = arguments.bytes(0)
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      seen += 1
      if seen == start { return offset }
    }
    return bytes.count + (start > seen + 1 ? 1 : 0)
  }

  private static func replace(
    _ matches: [[Range<Int>?]], in text: UnsafeRawBufferPointer, by template: UnsafeRawBufferPointer
  ) -> String {
    var result: [UInt8] = []
    var end = 0
    for match in matches {
      guard let whole = match[0] else { continue }
      result += text[end..<whole.lowerBound]
      expand(template, match, text, into: &result)
      end = whole.upperBound
    }
    result += text[end...]
    return String(decoding: result, as: UTF8.self)
  }

  /// `\1` to `\9` are groups, `\&` is the whole match, `\\` is a backslash.
  private static func expand(
    _ template: UnsafeRawBufferPointer, _ match: [Range<Int>?], _ text: UnsafeRawBufferPointer,
    into result: inout [UInt8]
  ) {
    var index = 0
    while index < template.count {
      let byte = template[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < template.count else {
        result.append(byte)
        continue
      }
      let next = template[index]
      index += 1
      switch next {
      case 49...57:
        let group = Int(next) - 48
        if group < match.count, let range = match[group] { result += text[range] }
      case UInt8(ascii: "&"): if let range = match[0] { result += text[range] }
      case UInt8(ascii: "\\"): result.append(next)
      default: result += [byte, next]
      }
    }
  }
}
