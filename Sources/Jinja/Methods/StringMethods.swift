internal import Diagnostics

/// Methods of `str`.
enum StringMethods {
  static let all = own.merging(StringSearchMethods.all) { $1 }

  private static let own: [String: Method] = [
    "upper": { try map("upper", $0, $1) { $0.uppercased() } },
    "lower": { try map("lower", $0, $1, PythonString.lower) },
    "casefold": { try map("casefold", $0, $1) { $0.lowercased().uppercased().lowercased() } },
    "capitalize": { try map("capitalize", $0, $1, PythonString.capitalized) },
    "title": { try map("title", $0, $1, PythonString.title) },
    "swapcase": { try map("swapcase", $0, $1, PythonString.swapCase) },
    "strip": { try strip("strip", $0, $1, left: true, right: true) },
    "lstrip": { try strip("lstrip", $0, $1, left: true, right: false) },
    "rstrip": { try strip("rstrip", $0, $1, left: false, right: true) },
    "split": { try split("split", $0, $1, fromEnd: false) },
    "rsplit": { try split("rsplit", $0, $1, fromEnd: true) },
    "splitlines": splitLines, "join": join, "replace": replace,
    "partition": { try partition("partition", $0, $1, last: false) },
    "rpartition": { try partition("rpartition", $0, $1, last: true) },
    "removeprefix": { value, call in
      let (text, part) = try one("removeprefix", value, call)
      return .string(text.utf8.starts(with: part.utf8) ? suffix(text, part.utf8.count) : text)
    },
    "removesuffix": { value, call in
      let (text, part) = try one("removesuffix", value, call)
      guard !part.isEmpty, text.utf8.reversed().starts(with: part.utf8.reversed()) else {
        return .string(text)
      }
      return .string(String(decoding: text.utf8.dropLast(part.utf8.count), as: UTF8.self))
    },
    "center": { value, call in
      try pad("center", value, call) { PythonString.center($0, $1, $2) }
    },
    "ljust": { value, call in
      try pad("ljust", value, call) { text, width, filling in
        text + PythonString.repeated(filling, width - PythonString.length(text))
      }
    },
    "rjust": { value, call in
      try pad("rjust", value, call) { text, width, filling in
        PythonString.repeated(filling, width - PythonString.length(text)) + text
      }
    },
    "zfill": zeroFill, "expandtabs": expandTabs, "translate": translate,
    "format": { value, call in
      var format = BraceFormat(call)
      format.isSafe = value.isMarkup
      return TextFilters.like(value, try format.apply(try value.text()))
    },
    "format_map": { value, call in
      var arguments = call.binder("format_map")
      let mapping = try arguments.required("mapping")
      try arguments.finish()
      guard let dict = mapping.dict else {
        throw Diagnostic(
          code: "type-error", "`format_map` needs a dict, not `\(mapping.typeName)`")
      }
      var format = BraceFormat(dict, call.state)
      format.isSafe = value.isMarkup
      return TextFilters.like(value, try format.apply(try value.text()))
    },
    "encode": BytesValue.encode,
  ]

  private static func map(
    _ name: String, _ value: Value, _ call: Call, _ transform: (String) -> String
  ) throws -> Value {
    try TextFilters.plain(name, value, call, transform)
  }

  /// The receiver and the only argument.
  static func one(_ name: String, _ value: Value, _ call: Call) throws -> (String, String) {
    var arguments = call.binder(name)
    let part = try arguments.string("value")
    try arguments.finish()
    return (try value.text(), part)
  }

  static func suffix(_ text: String, _ start: Int) -> String {
    String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
  }

  private static func strip(
    _ name: String, _ value: Value, _ call: Call, left: Bool, right: Bool
  ) throws -> Value {
    var arguments = call.binder(name)
    let characters = try arguments.optionalString("chars")
    try arguments.finish()
    let text = try value.text()
    guard let characters else {
      return TextFilters.like(
        value, PythonString.strip(text, left: left, right: right, where: PythonString.isSpace))
    }
    let set = Array(characters.unicodeScalars)
    return TextFilters.like(
      value, PythonString.strip(text, left: left, right: right, where: set.contains))
  }

  private static func split(
    _ name: String, _ value: Value, _ call: Call, fromEnd: Bool
  ) throws -> Value {
    var arguments = call.binder(name)
    let separator = try arguments.optionalString("sep")
    let limit = try arguments.optionalInt("maxsplit") ?? -1
    try arguments.finish()
    let text = try value.text()
    let parts: [String]
    if let separator {
      guard !separator.isEmpty else {
        throw Diagnostic(code: "value-error", "the separator of `\(name)` must not be empty")
      }
      parts =
        fromEnd
        ? PythonString.splitFromEnd(text, at: separator, limit: limit)
        : PythonString.split(text, at: separator, limit: limit)
    } else {
      parts =
        fromEnd
        ? PythonString.splitFromEnd(text, limit: limit) : PythonString.split(text, limit: limit)
    }
    return .list(parts.map { TextFilters.like(value, $0) })
  }

  private static func splitLines(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("splitlines")
    let keepsEnds = try arguments.bool("keepends", default: false)
    try arguments.finish()
    return .list(
      PythonString.splitLines(try value.text(), keepingEnds: keepsEnds).map {
        TextFilters.like(value, $0)
      })
  }

  private static func join(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("join")
    let iterable = try arguments.required("iterable")
    try arguments.finish()
    var parts: [String] = []
    for (index, item) in try iterable.elements().enumerated() {
      guard let text = try value.isMarkup ? item.text() : item.string else {
        throw Diagnostic(
          code: "type-error",
          "`join` needs strings, but item \(index) is of type `\(item.typeName)`",
          help: ["the filter `join` takes values of any type"])
      }
      parts.append(value.isMarkup ? try Escaping.escaped(item, text) : text)
    }
    return TextFilters.like(value, parts.joined(separator: try value.text()))
  }

  private static func replace(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("replace")
    let old = try arguments.string("old")
    let new = try arguments.required("new")
    // All of it by position, as Python before 3.13 has it.
    let count = call.arguments.count > 2 ? try arguments.optionalInt("count") ?? -1 : -1
    try arguments.finish()
    guard var replacement = new.string else {
      if case .undefined(let undefined) = new { throw undefined.diagnostic }
      throw Diagnostic(
        code: "type-error", "`new` of `replace` must be a string, not `\(new.typeName)`")
    }
    if value.isMarkup { replacement = try Escaping.escaped(new, replacement) }
    return TextFilters.like(
      value, PythonString.replace(try value.text(), old, with: replacement, count: count))
  }

  private static func partition(
    _ name: String, _ value: Value, _ call: Call, last: Bool
  ) throws -> Value {
    let (text, separator) = try one(name, value, call)
    guard !separator.isEmpty else {
      throw Diagnostic(code: "value-error", "the separator of `\(name)` must not be empty")
    }
    var parts = PythonString.split(text, at: separator, limit: last ? -1 : 1)
    if parts.count > 1 {
      parts = [parts.dropLast().joined(separator: separator), separator, parts[parts.count - 1]]
    } else {
      parts = last ? ["", "", text] : [text, "", ""]
    }
    return .tuple(parts.map { TextFilters.like(value, $0) })
  }

  private static func pad(
    _ name: String, _ value: Value, _ call: Call,
    _ body: (String, Int, Unicode.Scalar) -> String
  ) throws -> Value {
    var arguments = call.binder(name)
    let width = try arguments.int("width")
    let filling = try arguments.optionalString("fillchar") ?? " "
    try arguments.finish()
    guard let scalar = filling.unicodeScalars.first, filling.unicodeScalars.count == 1 else {
      throw Diagnostic(code: "type-error", "`fillchar` of `\(name)` must be one character")
    }
    try call.state.checkOutput(width)
    return TextFilters.like(value, body(try value.text(), width, scalar))
  }

  private static func zeroFill(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("zfill")
    let width = try arguments.int("width")
    try arguments.finish()
    try call.state.checkOutput(width)
    let text = try value.text()
    let missing = PythonString.repeated("0", width - PythonString.length(text))
    let hasSign = text.hasPrefix("+") || text.hasPrefix("-")
    return .string(hasSign ? "\(text.prefix(1))\(missing)\(text.dropFirst())" : missing + text)
  }

  private static func expandTabs(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("expandtabs")
    let size = try arguments.optionalInt("tabsize") ?? 8
    try arguments.finish()
    try call.state.checkOutput(size)
    var result = String.UnicodeScalarView()
    var column = 0
    for scalar in try value.text().unicodeScalars {
      if scalar == "\t" {
        guard size > 0 else { continue }
        let count = size - column % size
        result.append(contentsOf: PythonString.repeated(" ", count).unicodeScalars)
        column += count
      } else {
        result.append(scalar)
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return .string(String(result))
  }

  private static func translate(_ value: Value, _ call: Call) throws -> Value {
    var arguments = call.binder("translate")
    let table = try arguments.required("table")
    try arguments.finish()
    guard let dict = table.dict else {
      throw Diagnostic(code: "type-error", "`translate` needs a dict, not `\(table.typeName)`")
    }
    var result = ""
    for scalar in try value.text().unicodeScalars {
      switch dict[.int(Int(scalar.value))] {
      case nil: result.unicodeScalars.append(scalar)
      case .some(.none): break
      case .some(let other):
        let code = other.int.flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init)
        result += code.map { String($0) } ?? other.description
      }
    }
    return .string(result)
  }
}
