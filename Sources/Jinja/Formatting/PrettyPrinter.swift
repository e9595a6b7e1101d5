/// Python's `pprint.pformat`: containers that do not fit into 80 columns have a line per member.
enum PrettyPrinter {
  private static let width = 80

  /// Throws: `recursion-limit` for what is nested too deeply.
  static func text(of value: Value) throws -> String {
    _ = try value.reprText()
    return format(value, indent: 0, allowance: 0, depth: 0)
  }

  /// - Parameters:
  ///   - indent: the column where the text starts.
  ///   - allowance: columns to be kept free after it.
  private static func format(_ value: Value, indent: Int, allowance: Int, depth: Int) -> String {
    let line = oneLine(value)
    guard PythonString.length(line) > width - indent - allowance, depth < 100 else { return line }
    switch value {
    case .list(let list):
      return members(list.items, "[", "]", indent, allowance, depth)
    case .tuple(let tuple):
      let items = tuple.items
      return members(items, "(", items.count == 1 ? ",)" : ")", indent, allowance, depth)
    case .dict(let dict): return pairs(dict, indent, allowance, depth)
    case .string(let text): return string(text, indent, allowance, depth)
    default: return line
    }
  }

  /// Keys in their order, as `pprint` sorts them.
  private static func sorted(_ dict: DictValue) -> [(key: Value, value: Value)] {
    let pairs = dict.pairs
    let result = try? pairs.enumerated().sorted { a, b in
      if try a.element.key.precedes(b.element.key) { return true }
      if try b.element.key.precedes(a.element.key) { return false }
      return a.offset < b.offset
    }.map(\.element)
    return result ?? pairs.sorted { $0.key.typeName < $1.key.typeName }
  }

  private static func oneLine(_ value: Value, depth: Int = 0) -> String {
    guard depth < 100 else { return value.repr }
    switch value {
    case .list(let list):
      return "[" + list.items.map { oneLine($0, depth: depth + 1) }.joined(separator: ", ") + "]"
    case .tuple(let tuple):
      let items = tuple.items
      let inner = items.map { oneLine($0, depth: depth + 1) }.joined(separator: ", ")
      return "(" + inner + (items.count == 1 ? ",)" : ")")
    case .dict(let dict):
      let inner = sorted(dict).map { "\($0.key.repr): \(oneLine($0.value, depth: depth + 1))" }
      return "{" + inner.joined(separator: ", ") + "}"
    default: return value.repr
    }
  }

  /// A string that is too long for its line: one literal for each of its lines, or for as many words
  /// as fit; in parentheses when it stands alone.
  private static func string(
    _ text: String, _ indent: Int, _ allowance: Int, _ depth: Int
  ) -> String {
    let isAlone = depth == 0
    let (indent, allowance) = isAlone ? (indent + 1, allowance + 1) : (indent, allowance)
    let lines = PythonString.splitLines(text, keepingEnds: true)
    var chunks: [String] = []
    for (number, line) in lines.enumerated() {
      let kept = number == lines.count - 1 ? allowance : 0
      if PythonString.length(PythonString.repr(line)) <= width - indent - kept {
        chunks.append(line)
      } else {
        chunks += wrapped(line, room: width - indent, kept: kept)
      }
    }
    guard chunks.count > 1 else { return PythonString.repr(text) }
    let separator = "\n" + String(repeating: " ", count: indent)
    let body = chunks.map(PythonString.repr).joined(separator: separator)
    return isAlone ? "(\(body))" : body
  }

  /// Words with the white space after them, gathered while their literal fits into `room`.
  ///
  /// - Parameter kept: columns to be kept free after the last one.
  private static func wrapped(_ line: String, room: Int, kept: Int) -> [String] {
    var words: [String] = []
    var wasSpace = true
    for scalar in line.unicodeScalars {
      let isSpace = PythonString.isSpace(scalar)
      if words.isEmpty || (wasSpace && !isSpace) { words.append("") }
      words[words.count - 1].unicodeScalars.append(scalar)
      wasSpace = isSpace
    }
    var chunks: [String] = []
    var current = ""
    for (number, word) in words.enumerated() {
      let free = room - (number == words.count - 1 ? kept : 0)
      if PythonString.length(PythonString.repr(current + word)) > free {
        if !current.isEmpty { chunks.append(current) }
        current = word
      } else {
        current += word
      }
    }
    if !current.isEmpty { chunks.append(current) }
    return chunks
  }

  private static func members(
    _ items: [Value], _ opening: String, _ closing: String, _ indent: Int, _ allowance: Int,
    _ depth: Int
  ) -> String {
    let lines = items.enumerated().map { index, item in
      let isLast = index == items.count - 1
      return format(
        item, indent: indent + 1, allowance: isLast ? allowance + closing.utf8.count : 1,
        depth: depth + 1)
    }
    let separator = ",\n" + String(repeating: " ", count: indent + 1)
    return opening + lines.joined(separator: separator) + closing
  }

  private static func pairs(
    _ dict: DictValue, _ indent: Int, _ allowance: Int, _ depth: Int
  ) -> String {
    let pairs = sorted(dict)
    let lines = pairs.enumerated().map { index, pair in
      let key = pair.key.repr
      let isLast = index == pairs.count - 1
      return key + ": "
        + format(
          pair.value, indent: indent + PythonString.length(key) + 3,
          allowance: isLast ? allowance + 1 : 1, depth: depth + 1)
    }
    return "{" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "}"
  }
}
