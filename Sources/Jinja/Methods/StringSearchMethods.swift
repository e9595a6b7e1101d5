internal import Diagnostics

/// Methods of `str` that look for something in the text.
enum StringSearchMethods {
  static let all: [String: Method] = [
    "startswith": { try affix("startswith", $0, $1) { $0.starts(with: $1) } },
    "endswith": { try affix("endswith", $0, $1) { $0.reversed().starts(with: $1.reversed()) } },
    "find": { try search("find", $0, $1, fromEnd: false, raises: false) },
    "rfind": { try search("rfind", $0, $1, fromEnd: true, raises: false) },
    "index": { try search("index", $0, $1, fromEnd: false, raises: true) },
    "rindex": { try search("rindex", $0, $1, fromEnd: true, raises: true) },
    "count": { value, call in
      let (text, part, _) = try bounds("count", value, call)
      return .int(text.map { PythonString.count(of: part, in: $0) } ?? 0)
    },
    "isdigit": { try every("isdigit", $0, $1) { $0.properties.numericType.isDigit } },
    "isdecimal": { try every("isdecimal", $0, $1) { $0.properties.numericType == .decimal } },
    "isnumeric": { try every("isnumeric", $0, $1) { $0.properties.numericType != nil } },
    "isalpha": { try every("isalpha", $0, $1, isLetter) },
    "isalnum": {
      try every("isalnum", $0, $1) { isLetter($0) || $0.properties.numericType != nil }
    },
    "isspace": { try every("isspace", $0, $1, PythonString.isSpace) },
    "isascii": { value, call in
      try call.binder("isascii").finish()
      return .bool(PythonString.isASCII(try value.text()))
    },
    "isprintable": { value, call in
      try call.binder("isprintable").finish()
      return .bool(try value.text().unicodeScalars.allSatisfy(PythonString.isPrintable))
    },
    "isupper": {
      try cased("isupper", $0, $1) { !$0.properties.isLowercase && !isTitle($0) }
    },
    "islower": {
      try cased("islower", $0, $1) { !$0.properties.isUppercase && !isTitle($0) }
    },
    "istitle": { value, call in
      try call.binder("istitle").finish()
      let text = try value.text()
      return .bool(
        text.unicodeScalars.contains { $0.properties.isCased }
          && PythonString.title(text).hasSameBytes(as: text))
    },
    "isidentifier": { value, call in
      try call.binder("isidentifier").finish()
      let scalars = try value.text().unicodeScalars
      guard let first = scalars.first else { return false }
      return .bool(
        (first == "_" || first.properties.isXIDStart)
          && scalars.allSatisfy { $0.properties.isXIDContinue })
    },
  ]

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  private static func isTitle(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .titlecaseLetter
  }

  /// True for at least one character, all of which pass.
  private static func every(
    _ name: String, _ value: Value, _ call: Call, _ test: (Unicode.Scalar) -> Bool
  ) throws -> Value {
    try call.binder(name).finish()
    let scalars = try value.text().unicodeScalars
    return .bool(!scalars.isEmpty && scalars.allSatisfy(test))
  }

  private static func cased(
    _ name: String, _ value: Value, _ call: Call, _ test: (Unicode.Scalar) -> Bool
  ) throws -> Value {
    try call.binder(name).finish()
    let cased = try value.text().unicodeScalars.filter { $0.properties.isCased }
    return .bool(!cased.isEmpty && cased.allSatisfy(test))
  }

  private static func affix(
    _ name: String, _ value: Value, _ call: Call, _ test: ([UInt8], [UInt8]) -> Bool
  ) throws -> Value {
    var arguments = call.binder(name)
    let wanted = try arguments.required("affix")
    let start = try arguments.optionalInt("start")
    let end = try arguments.optionalInt("end")
    try arguments.finish()
    let candidates: [Value] = if case .tuple(let tuple) = wanted { tuple.items } else { [wanted] }
    let (text, _) = part(try value.text(), start, end)
    for candidate in candidates {
      guard let affix = candidate.string else {
        if case .undefined(let undefined) = candidate { throw undefined.diagnostic }
        throw Diagnostic(
          code: "type-error",
          "`\(name)` needs a string or a tuple of strings, not `\(candidate.typeName)`")
      }
      if let text, test(Array(text.utf8), Array(affix.utf8)) { return true }
    }
    return false
  }

  /// The receiver between `start` and `end`, what to look for, and the offset of the first.
  private static func bounds(
    _ name: String, _ value: Value, _ call: Call
  ) throws -> (text: String?, part: String, offset: Int) {
    var arguments = call.binder(name)
    let wanted = try arguments.string("sub")
    let start = try arguments.optionalInt("start")
    let end = try arguments.optionalInt("end")
    try arguments.finish()
    let (text, offset) = part(try value.text(), start, end)
    return (text, wanted, offset)
  }

  /// nil when the bounds leave nothing that even an empty text could be found in.
  private static func part(_ text: String, _ start: Int?, _ end: Int?) -> (String?, Int) {
    guard start != nil || end != nil else { return (text, 0) }
    let scalars = Array(text.unicodeScalars)
    func clamp(_ index: Int) -> Int {
      min(max(index < 0 ? index + scalars.count : index, 0), scalars.count)
    }
    let lower = start ?? 0
    if lower > scalars.count { return (nil, 0) }
    let (first, last) = (clamp(lower), clamp(end ?? scalars.count))
    guard first <= last else { return (nil, 0) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[first..<last])
    return (String(view), first)
  }

  private static func search(
    _ name: String, _ value: Value, _ call: Call, fromEnd: Bool, raises: Bool
  ) throws -> Value {
    let (text, part, offset) = try bounds(name, value, call)
    if let text, let found = fromEnd ? lastIndex(of: part, in: text) : text.find(part) {
      return .int(
        offset + PythonString.length(String(decoding: text.utf8.prefix(found), as: UTF8.self)))
    }
    if raises {
      throw Diagnostic(code: "value-error", "the text does not contain \(PythonString.repr(part))")
    }
    return -1
  }

  private static func lastIndex(of part: String, in text: String) -> Int? {
    if part.isEmpty { return text.utf8.count }
    var last: Int?
    while let found = text.find(part, from: last.map { $0 + 1 } ?? 0) { last = found }
    return last
  }
}

extension Unicode.NumericType? {
  fileprivate var isDigit: Bool { self == .decimal || self == .digit }
}
