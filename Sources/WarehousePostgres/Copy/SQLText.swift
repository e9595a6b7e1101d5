/// What has to be known of SQL without understanding it: where comments and quoted parts are.
enum SQLText {
  /// `sql` without the semicolons at its end, and what follows them.
  static func withoutTerminator(_ sql: String) -> String {
    let bytes = Array(sql.utf8)
    var index = 0
    var end = bytes.count
    while index < bytes.count {
      let length = lengthOfBlank(bytes, index)
      if length > 0 {
        index += length
      } else if bytes[index] == UInt8(ascii: ";") {
        end = min(end, index)
        index += 1
      } else {
        // Something follows the semicolon: it was no terminator.
        end = bytes.count
        index += max(1, lengthOfQuoted(bytes, index))
      }
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Length of the white space or comment at `start`; 0 when there is none.
  private static func lengthOfBlank(_ bytes: [UInt8], _ start: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0C:
      return 1
    case UInt8(ascii: "-") where bytes[start...].starts(with: "--".utf8):
      return (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) - start
    case UInt8(ascii: "/") where bytes[start...].starts(with: "/*".utf8):
      return lengthOfBlockComment(bytes, start)
    default: return 0
    }
  }

  /// Block comments nest.
  private static func lengthOfBlockComment(_ bytes: [UInt8], _ start: Int) -> Int {
    var depth = 0
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { return index - start }
      } else {
        index += 1
      }
    }
    return bytes.count - start
  }

  /// Length of the string, quoted identifier or dollar-quoted string at `start`; 0 when there is none.
  private static func lengthOfQuoted(_ bytes: [UInt8], _ start: Int) -> Int {
    switch bytes[start] {
    case UInt8(ascii: "'"): return lengthOfString(bytes, start)
    case UInt8(ascii: "\""): return length(to: [bytes[start]], bytes, start + 1) + 1
    case UInt8(ascii: "$"):
      guard !isPartOfName(bytes, start), let tag = dollarTag(bytes, start) else { return 0 }
      return length(to: tag, bytes, start + tag.count) + tag.count
    default: return 0
    }
  }

  /// A backslash escapes in `E'…'` only.
  private static func lengthOfString(_ bytes: [UInt8], _ start: Int) -> Int {
    let escapes =
      start > 0 && bytes[start - 1] | 0x20 == UInt8(ascii: "e")
      && !isPartOfName(bytes, start - 1)
    guard escapes else { return length(to: [bytes[start]], bytes, start + 1) + 1 }
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "'") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count) - start
  }

  /// Whether the byte before `index` belongs to a name: `a$b$`, `type'…'`.
  private static func isPartOfName(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index > 0 else { return false }
    return switch bytes[index - 1] {
    case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "$"), 128...: true
    default: false
    }
  }

  /// `$$` or `$name$`.
  private static func dollarTag(_ bytes: [UInt8], _ start: Int) -> ArraySlice<UInt8>? {
    let name = bytes[(start + 1)...].prefix { byte in
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "_"), 128...: true
      default: false
      }
    }
    let end = start + 1 + name.count
    guard end < bytes.count, bytes[end] == UInt8(ascii: "$"),
      name.first.map({ !(48...57).contains($0) }) ?? true
    else { return nil }
    return bytes[start...end]
  }

  /// Bytes from `start` up to and including `delimiter`, or to the end.
  private static func length(
    to delimiter: ArraySlice<UInt8>, _ bytes: [UInt8], _ start: Int
  ) -> Int {
    var index = start
    while index + delimiter.count <= bytes.count {
      if bytes[index..<index + delimiter.count].elementsEqual(delimiter) {
        return index + delimiter.count - start
      }
      index += 1
    }
    return bytes.count - start
  }
}
