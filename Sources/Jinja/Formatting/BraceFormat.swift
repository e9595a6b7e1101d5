internal import Diagnostics

/// Python's `format.format(…)`.
struct BraceFormat {
  private let arguments: [Value]
  private let keywords: [(name: String, value: Value)]
  private let state: Interpreter
  /// The next automatic number; nil once numbers are written.
  private var automatic: Int? = 0
  private var usesNumbers = false
  /// Whether the format is safe text: values that are not are escaped.
  var isSafe = false

  init(_ call: Call) {
    arguments = call.arguments
    keywords = call.keywords
    state = call.state
  }

  /// For `format_map`.
  init(_ dict: DictValue, _ state: Interpreter) {
    arguments = []
    keywords = dict.pairs.compactMap { pair in pair.key.string.map { ($0, pair.value) } }
    self.state = state
  }

  /// Throws: `value-error` for a wrong format, `key-error` and `index-error` for values not given.
  mutating func apply(_ format: String, depth: Int = 0) throws -> String {
    var result = ""
    var rest = Array(format.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "{" || scalar == "}" {
        if rest.first == scalar {
          rest.removeFirst()
        } else if scalar == "{" {
          result += try field(&rest, depth)
          continue
        } else {
          throw Diagnostic(code: "value-error", "the format has a single `}`")
        }
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private mutating func field(
    _ rest: inout ArraySlice<Unicode.Scalar>, _ depth: Int
  ) throws -> String {
    guard depth < 2 else {
      throw Diagnostic(code: "value-error", "the format is nested too deeply")
    }
    let name = take(&rest) { "!:}".unicodeScalars.contains($0) }
    var conversion: Unicode.Scalar?
    if rest.first == "!" {
      rest.removeFirst()
      conversion = rest.popFirst()
    }
    var specification = ""
    if rest.first == ":" {
      rest.removeFirst()
      specification = try takeSpecification(&rest)
    }
    guard rest.popFirst() == "}" else {
      throw Diagnostic(code: "value-error", "the format has a `{` that is not closed")
    }
    let value = try converted(try value(of: name), conversion)
    let inner =
      specification.contains("{") ? try apply(specification, depth: depth + 1) : specification
    let text = try FormatSpec.apply(inner, to: value)
    return isSafe ? try Escaping.escaped(value, text) : text
  }

  /// Up to the closing brace; braces inside come in pairs.
  private func takeSpecification(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> String {
    var text = ""
    var depth = 0
    while let scalar = rest.first {
      if scalar == "}" {
        if depth == 0 { break }
        depth -= 1
      }
      if scalar == "{" { depth += 1 }
      text.unicodeScalars.append(scalar)
      rest.removeFirst()
    }
    return text
  }

  private func take(
    _ rest: inout ArraySlice<Unicode.Scalar>, until isEnd: (Unicode.Scalar) -> Bool
  ) -> String {
    var text = ""
    while let scalar = rest.first, !isEnd(scalar) {
      text.unicodeScalars.append(scalar)
      rest.removeFirst()
    }
    return text
  }

  private func converted(_ value: Value, _ conversion: Unicode.Scalar?) throws -> Value {
    switch conversion {
    case nil: return value
    case "r": return .string(try value.reprText())
    case "a": return .string(PythonString.ascii(try value.reprText()))
    case "s": return .string(try value.text())
    case .some(let other):
      throw Diagnostic(code: "value-error", "the format has no conversion `!\(other)`")
    }
  }

  /// The value of `name.attribute[item]…`.
  private mutating func value(of field: String) throws -> Value {
    var rest = Array(field.unicodeScalars)[...]
    let first = take(&rest) { $0 == "." || $0 == "[" }
    var value = try base(first)
    while let sign = rest.popFirst() {
      let isItem = sign == "["
      let name = take(&rest) { isItem ? $0 == "]" : $0 == "." || $0 == "[" }
      if isItem, rest.popFirst() != "]" {
        throw Diagnostic(code: "value-error", "the format has a `[` that is not closed")
      }
      if Members.unsafe.contains(name) {
        throw Diagnostic(
          code: "security-error", "the attribute `\(name)` is not accessible to templates")
      }
      value = try state.member(
        isItem ? Int(name).map(Value.int) ?? .string(name) : .string(name), of: value)
      if case .undefined(let undefined) = value {
        throw missing(undefined, isItem: isItem, isNumber: Int(name) != nil)
      }
    }
    return value
  }

  /// As Python's own errors for what a format names and a value has not.
  private func missing(_ undefined: Undefined, isItem: Bool, isNumber: Bool) -> Diagnostic {
    let problem = undefined.diagnostic
    guard let owner = undefined.owner else { return problem }
    let code =
      !isItem
      ? "attribute-error"
      : owner.isDict
        ? "key-error"
        : !isNumber || (owner.items == nil && owner.string == nil) ? "type-error" : "index-error"
    return Diagnostic(code: code, problem.message, help: problem.help)
  }

  private mutating func base(_ name: String) throws -> Value {
    let isNumber = !name.isEmpty && name.utf8.allSatisfy(\.isASCIIDigit)
    guard name.isEmpty || isNumber else {
      if let keyword = keywords.first(where: { $0.name == name }) { return keyword.value }
      throw Diagnostic(
        code: "key-error", "the format names `\(name)`, which is not given",
        help: NearMiss.help(for: name, among: keywords.map(\.name)))
    }
    if isNumber ? (automatic ?? 0) > 0 : usesNumbers {
      throw Diagnostic(
        code: "value-error", "the format mixes numbered and unnumbered fields")
    }
    if isNumber { usesNumbers = true }
    let index = isNumber ? Int(name) ?? .max : automatic ?? 0
    if !isNumber { automatic = index + 1 }
    guard index < arguments.count else {
      throw Diagnostic(
        code: "index-error",
        "the format needs more than the \(arguments.count) positional value\(arguments.count == 1 ? "" : "s") given"
      )
    }
    return arguments[index]
  }
}
