internal import Diagnostics

/// Writes JSON as Python's `json.dumps` does: ASCII only, `", "` and `": "` as separators.
package struct PythonJSONWriter {
  package private(set) var text = ""
  private let indent: String?
  private let sortsKeys: Bool
  private let limit: Int
  private var open: [ObjectIdentifier] = []

  /// - Parameter limit: bytes that the text may have.
  package init(indent: Int? = nil, sortsKeys: Bool = false, limit: Int = Nesting.textLimit) {
    self.init(
      indentation: indent.map { String(repeating: " ", count: max(0, $0)) }, sortsKeys: sortsKeys,
      limit: limit)
  }

  /// - Parameter indentation: what each level is indented by; nil writes one line.
  init(indentation: String?, sortsKeys: Bool, limit: Int) {
    indent = indentation
    self.sortsKeys = sortsKeys
    self.limit = limit
  }

  /// What is still to be written, the next last: data may be deeper than the native stack.
  private var pending: [Part] = []

  private enum Part {
    case text(String)
    case value(Value)
    case newline
    /// The end of a container that has members, or has none.
    case end(String, isEmpty: Bool)
  }

  /// Throws: `type-error` for what JSON has no form for, `value-error` for what contains itself,
  /// `recursion-limit` for what is nested too deeply, `output-limit` for what gets too long.
  package mutating func write(_ value: Value) throws {
    try print(value)
    while let part = pending.popLast() {
      switch part {
      case .text(let more): text += more
      case .value(let value): try print(value)
      case .newline: newline(open.count)
      case .end(let closing, let isEmpty):
        open.removeLast()
        if !isEmpty { newline(open.count) }
        text += closing
      }
      if text.utf8.count > limit { throw Nesting.tooLong(limit) }
    }
  }

  private mutating func print(_ value: Value) throws {
    switch value {
    case .none: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .big(let number): text += try number.checkedText()
    case .double(let number): text += PythonJSONWriter.number(number)
    case .string(let string), .markup(let string): text += PythonJSONWriter.quoted(string)
    case .list(let list): try enter(list, "[", "]", members(list.items))
    case .tuple(let tuple): try enter(tuple, "[", "]", members(tuple.items))
    case .dict(let dict): try enter(dict, "{", "}", try members(dict))
    case .undefined(let undefined): throw undefined.typeError
    case .object(let object):
      guard let items = (object as? GroupValue)?.elements() else { throw notSerializable(value) }
      try enter(object, "[", "]", members(items))
    }
  }

  private mutating func enter(
    _ container: AnyObject, _ opening: String, _ closing: String, _ members: [[Part]]
  ) throws {
    let identity = ObjectIdentifier(container)
    if open.contains(identity) {
      throw Diagnostic(code: "value-error", "a value that contains itself has no JSON")
    }
    guard open.count < Nesting.limit else { throw Nesting.tooDeep }
    open.append(identity)
    text += opening
    pending.append(.end(closing, isEmpty: members.isEmpty))
    for (index, member) in members.enumerated().reversed() {
      pending.append(contentsOf: member.reversed())
      pending.append(.newline)
      if index > 0 { pending.append(.text(indent == nil ? ", " : ",")) }
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

  private func members(_ items: [Value]) -> [[Part]] { items.map { [.value($0)] } }

  private func members(_ dict: DictValue) throws -> [[Part]] {
    var pairs = dict.pairs
    if sortsKeys {
      pairs = try pairs.enumerated().sorted { a, b in
        if try a.element.key.precedes(b.element.key) { return true }
        if try b.element.key.precedes(a.element.key) { return false }
        return a.offset < b.offset
      }.map(\.element)
    }
    return try pairs.map { [.text(try PythonJSONWriter.key($0.key) + ": "), .value($0.value)] }
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

  private mutating func newline(_ depth: Int) {
    guard let indent else { return }
    text += "\n" + String(repeating: indent, count: depth)
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
