internal import Diagnostics

/// Filters that arrange lines.
enum LayoutFilters {
  static let all: [String: Filter] = [
    "indent": indent, "wordwrap": wordWrap,
    "pprint": { value, call in
      try call.binder("pprint").finish()
      return .string(try PrettyPrinter.text(of: value))
    },
    "filesizeformat": fileSize,
  ]

  private static func indent(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("indent")
    let width = try arguments.optional("width") ?? 4
    let first = try arguments.bool("first", default: false)
    let blank = try arguments.bool("blank", default: false)
    try arguments.finish()
    let indentation: String
    if let text = width.string {
      indentation = text
    } else if let count = width.int {
      try call.state.checkOutput(count)
      indentation = String(repeating: " ", count: max(0, count))
    } else {
      throw Diagnostic(
        code: "type-error",
        "`width` of `indent` must be an integer or a string, not `\(width.typeName)`")
    }
    let text = try textOnly(
      "indent", value,
      { if case .list = value { true } else { false } }() ? "attribute-error" : "type-error")
    let lines = PythonString.splitLines(text + "\n")
    var result = first ? indentation + lines[0] : lines[0]
    for line in lines.dropFirst() {
      result += "\n" + (blank || !line.isEmpty ? indentation + line : line)
    }
    return TextFilters.like(value, result)
  }

  /// The text of a string; other values are not turned into text here.
  private static func textOnly(
    _ filter: String, _ value: Value, _ code: String
  ) throws -> String {
    if let text = value.string { return text }
    if case .undefined(let undefined) = value { throw undefined.diagnostic }
    throw Diagnostic(
      code: code, "`\(filter)` needs a string, not `\(value.typeName)`",
      help: ["convert it with the filter `string`"])
  }

  private static func wordWrap(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("wordwrap")
    let size = try arguments.optional("width") ?? 79
    let breaksWords = try arguments.bool("break_long_words", default: true)
    let separator = try arguments.optionalString("wrapstring") ?? "\n"
    let breaksHyphens = try arguments.bool("break_on_hyphens", default: true)
    try arguments.finish()
    let text = try textOnly("wordwrap", value, "attribute-error")
    guard let width = size.int else {
      if text.isEmpty { return value }
      throw Diagnostic(
        code: "type-error", "`width` of `wordwrap` must be an integer, not `\(size.typeName)`")
    }
    guard width > 0 || text.isEmpty else {
      throw Diagnostic(code: "value-error", "`width` of `wordwrap` must be greater than 0")
    }
    let wrapper = TextWrapper(
      width: width, breaksLongWords: breaksWords, breaksOnHyphens: breaksHyphens)
    let lines = PythonString.splitLines(text).map {
      wrapper.wrap($0).joined(separator: separator)
    }
    return TextFilters.like(value, lines.joined(separator: separator))
  }

  private static func fileSize(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("filesizeformat")
    let isBinary = try arguments.bool("binary", default: false)
    try arguments.finish()
    if case .undefined(let undefined) = value { throw undefined.diagnostic }
    guard let bytes = try NumberFilters.float(value) else {
      throw Diagnostic(
        code: value.string == nil ? "type-error" : "value-error",
        "`filesizeformat` needs a number, not \(value.repr)")
    }
    guard bytes.isFinite || bytes > 0 || bytes.isNaN else {
      throw Diagnostic(code: "overflow-error", "infinity has no integer")
    }
    if bytes == 1 { return "1 Byte" }
    let base: Double = isBinary ? 1024 : 1000
    if bytes < base { return .string("\(Int(bytes)) Bytes") }
    let units = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
    var unit = base
    for (index, prefix) in units.enumerated() {
      unit *= base
      if bytes < unit || index == units.count - 1 {
        let name = isBinary ? (prefix == "k" ? "Ki" : prefix + "i") : prefix
        return .string("\(PythonFloat.format(base * bytes / unit, "f", precision: 1)) \(name)B")
      }
    }
    return .none
  }
}
