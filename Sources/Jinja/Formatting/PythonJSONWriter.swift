internal import Diagnostics

/// Writes JSON as Python's `json.dumps` does: ASCII only, `", "` and `": "` as separators.
package struct PythonJSONWriter {
  package private(set) var text = ""
  private let indent: Int?
  private let sortsKeys: Bool
  private var depth = 0

  package init(indent: Int? = nil, sortsKeys: Bool = false) {
    self.indent = indent
    self.sortsKeys = sortsKeys
  }

  /// Throws: `type-error` for what JSON has no form for; `value-error` for circular data.
  package mutating func write(_ value: Value) throws {
    switch value {
    case .none: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .big(let number): text += number.description
    case .double(let number): text += PythonJSONWriter.number(number)
    case .string(let string), .markup(let string): text += PythonJSONWriter.quoted(string)
    case .list(let list): try write(list.items)
    case .tuple(let items): try write(items)
    case .dict(let dict): try write(dict)
    case .undefined(let undefined): throw undefined.diagnostic
    case .object(let object):
      guard let items = (object as? GroupValue)?.elements() else { throw notSerializable(value) }
      try write(items)
    }
  }

  private func notSerializable(_ value: Value) -> Diagnostic {
    Diagnostic(
      code: "type-error", "a value of type `\(value.typeName)` cannot be written as JSON",
      help: value.object is IteratorValue || value.object is RangeValue || value.object is DictView
        ? ["apply `list` first"] : [])
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return PythonFloat.repr(value)
  }

  private mutating func write(_ items: [Value]) throws {
    try members(items.count, "[", "]") { writer, index in try writer.write(items[index]) }
  }

  private mutating func write(_ dict: DictValue) throws {
    var pairs = dict.pairs
    if sortsKeys {
      pairs = try pairs.enumerated().sorted { a, b in
        if try a.element.key.precedes(b.element.key) { return true }
        if try b.element.key.precedes(a.element.key) { return false }
        return a.offset < b.offset
      }.map(\.element)
    }
    try members(pairs.count, "{", "}") { writer, index in
      writer.text += try PythonJSONWriter.key(pairs[index].key) + ": "
      try writer.write(pairs[index].value)
    }
  }

  private static func key(_ key: Value) throws -> String {
    switch key {
    case .string(let text), .markup(let text): return quoted(text)
    case .none: return "\"null\""
    case .bool(let flag): return flag ? "\"true\"" : "\"false\""
    case .int, .big: return "\"\(key.repr)\""
    case .double(let number): return "\"\(PythonJSONWriter.number(number))\""
    default:
      throw Diagnostic(
        code: "type-error", "keys of JSON objects are strings or numbers, not `\(key.typeName)`")
    }
  }

  private mutating func members(
    _ count: Int, _ opening: String, _ closing: String,
    _ body: (inout PythonJSONWriter, Int) throws -> Void
  ) throws {
    guard depth < 500 else {
      throw Diagnostic(code: "value-error", "the value contains itself or is nested too deeply")
    }
    text += opening
    depth += 1
    for index in 0..<count {
      if index > 0 { text += indent == nil ? ", " : "," }
      newline()
      try body(&self, index)
    }
    depth -= 1
    if count > 0 { newline() }
    text += closing
  }

  private mutating func newline() {
    guard let indent else { return }
    text += "\n" + String(repeating: " ", count: max(0, indent) * depth)
  }

  /// A JSON string, everything beyond ASCII escaped.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x08: result += "\\b"
      case 0x0C: result += "\\f"
      case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    return result + "\""
  }
}
