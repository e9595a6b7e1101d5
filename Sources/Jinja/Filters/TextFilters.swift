internal import Diagnostics

/// Filters from text to text.
enum TextFilters {
  static let all: [String: Filter] = [
    "upper": { value, call in try plain("upper", value, call) { $0.uppercased() } },
    "lower": { value, call in try plain("lower", value, call, PythonString.lower) },
    "capitalize": { value, call in
      try plain("capitalize", value, call, PythonString.capitalized)
    },
    "title": { value, call in try plain("title", value, call, title) },
    "trim": trim,
    "string": { value, call in
      try call.binder("string").finish()
      return value.isMarkup ? value : .string(try value.text())
    },
    "replace": replace,
    "format": format,
    "center": center,
    "truncate": truncate,
    "wordcount": { value, call in
      try call.binder("wordcount").finish()
      return .int(PythonString.wordCount(try value.text()))
    },
  ]

  /// A filter without arguments; what comes out of safe text is safe.
  static func plain(
    _ name: String, _ value: Value, _ call: Call, _ transform: (String) -> String
  ) throws -> Value {
    try call.binder(name).finish()
    return like(value, transform(try value.text()))
  }

  /// `text` as a string, or as safe text if `value` is that.
  static func like(_ value: Value, _ text: String) -> Value {
    value.isMarkup ? .markup(text) : .string(text)
  }

  /// The filter's own rule: a word starts after white space or one of `-({[<`.
  private static func title(_ text: String) -> String {
    var result = ""
    var word = ""
    func flush() {
      guard let first = word.unicodeScalars.first else { return }
      result += PythonString.upper(first)
      result += PythonString.lower(String(word.unicodeScalars.dropFirst()))
      word = ""
    }
    for scalar in text.unicodeScalars {
      if PythonString.isSpace(scalar) || "-({[<".unicodeScalars.contains(scalar) {
        flush()
        result.unicodeScalars.append(scalar)
      } else {
        word.unicodeScalars.append(scalar)
      }
    }
    flush()
    return result
  }

  private static func trim(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("trim")
    let characters = try arguments.optionalString("chars")
    try arguments.finish()
    let text = try value.text()
    guard let characters else { return like(value, PythonString.strip(text)) }
    let set = Set(characters.unicodeScalars)
    return like(value, PythonString.strip(text, left: true, right: true, where: set.contains))
  }

  private static func replace(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("replace")
    let old = try arguments.required("old")
    let new = try arguments.required("new")
    let count = try arguments.optionalInt("count")
    try arguments.finish()
    let isSafe =
      call.state.isAutoescaping
      && (value.isMarkup || old.isMarkup || (new.isMarkup && !value.isMarkup))
    guard isSafe else {
      return .string(
        PythonString.replace(
          try value.text(), try old.text(), with: try new.text(), count: count ?? -1))
    }
    func safe(_ value: Value) throws -> String {
      try Escaping.escaped(value, try value.text())
    }
    return .markup(
      PythonString.replace(
        try safe(value), try old.text(), with: try safe(new), count: count ?? -1))
  }

  private static func format(_ value: Value, _ call: Call) throws -> Value {
    if !call.arguments.isEmpty, !call.keywords.isEmpty {
      throw Diagnostic(
        code: "filter-argument-error",
        "`format` takes positional or keyword arguments, not both at once")
    }
    let argument =
      call.keywords.isEmpty
      ? Value.tuple(call.arguments) : .dict(call.keywords.map { ($0.name, $0.value) })
    return like(
      value, try PercentFormat.apply(try value.text(), argument, isEscaping: value.isMarkup))
  }

  private static func center(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("center")
    let width = try arguments.optionalInt("width") ?? 80
    try arguments.finish()
    try call.state.checkOutput(width)
    return like(value, PythonString.center(try value.text(), width, " "))
  }

  private static func truncate(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("truncate")
    let length = try arguments.optionalInt("length") ?? 255
    let killsWords = try arguments.bool("killwords", default: false)
    let ending = try arguments.optionalString("end") ?? "..."
    let leeway = try arguments.optionalInt("leeway") ?? 5
    try arguments.finish()
    let endLength = PythonString.length(ending)
    guard length >= endLength else {
      throw Diagnostic(
        code: "assertion-error",
        "`length` of `truncate` must be at least \(endLength), not \(length)")
    }
    guard leeway >= 0 else {
      throw Diagnostic(code: "assertion-error", "`leeway` of `truncate` must not be negative")
    }
    guard try value.length() > length + leeway else { return value }
    guard let text = value.string else {
      throw Diagnostic(
        code: "type-error", "`truncate` needs a string, not `\(value.typeName)`",
        help: ["convert it with the filter `string`"])
    }
    var kept = PythonString.prefix(text, length - endLength)
    if !killsWords, let space = kept.lastIndex(of: " ") { kept = String(kept[..<space]) }
    return like(value, kept + ending)
  }
}
