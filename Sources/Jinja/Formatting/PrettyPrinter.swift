/// Python's `pprint.pformat`: containers that do not fit into 80 columns have a line per member.
enum PrettyPrinter {
  private static let width = 80

  static func text(of value: Value) -> String {
    format(value, indent: 0, allowance: 0, depth: 0)
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
    case .tuple(let items):
      return members(items, "(", items.count == 1 ? ",)" : ")", indent, allowance, depth)
    case .dict(let dict): return pairs(dict, indent, allowance, depth)
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
    case .tuple(let items):
      let inner = items.map { oneLine($0, depth: depth + 1) }.joined(separator: ", ")
      return "(" + inner + (items.count == 1 ? ",)" : ")")
    case .dict(let dict):
      let inner = sorted(dict).map { "\($0.key.repr): \(oneLine($0.value, depth: depth + 1))" }
      return "{" + inner.joined(separator: ", ") + "}"
    default: return value.repr
    }
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
