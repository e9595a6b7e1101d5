internal import Diagnostics

/// Takes a call's arguments one parameter after the other, in the order of the signature.
///
///     var arguments = call.binder("ref")
///     let name = try arguments.string("name")
///     let version = try arguments.optional("version")
///     try arguments.finish()
///
/// All failures are `type-error`s without a place; the interpreter adds the call's.
package struct ArgumentBinder {
  private let function: String
  private let arguments: [Value]
  private let keywords: [(name: String, value: Value)]
  private let call: Call
  private var position = 0
  /// Indices of the keyword arguments that a parameter has taken.
  private var used: [Int] = []
  private var usesAllKeywords = false
  /// How many parameters were asked for, and their names in case a keyword argument is none of them.
  private var count = 0
  private var parameters: [String] = []

  init(_ function: String, _ call: Call) {
    self.function = function
    arguments = call.arguments
    keywords = call.keywords
    self.call = call
  }

  /// The next parameter; nil when the call does not give it.
  package mutating func optional(_ name: String) throws -> Value? {
    let keyword = keyword(name)
    if position < arguments.count {
      defer { position += 1 }
      if keyword != nil {
        throw error("`\(function)` got multiple values for the argument `\(name)`")
      }
      return arguments[position]
    }
    return keyword.map { take($0) }
  }

  /// A parameter that can only be given by name; nil when the call does not give it.
  package mutating func keywordOnly(_ name: String) throws -> Value? {
    keyword(name).map { take($0) }
  }

  /// The keyword argument for the next parameter.
  private mutating func keyword(_ name: String) -> Int? {
    count += 1
    if keywords.isEmpty { return nil }
    parameters.append(name)
    return keywords.firstIndex { $0.name == name }
  }

  private mutating func take(_ keyword: Int) -> Value {
    used.append(keyword)
    return keywords[keyword].value
  }

  package mutating func required(_ name: String) throws -> Value {
    guard let value = try optional(name) else {
      throw error("`\(function)` is missing the required argument `\(name)`")
    }
    return value
  }

  /// A string; Throws also when an undefined value is given.
  package mutating func string(_ name: String) throws -> String {
    try string(name, of: required(name))
  }

  /// nil when it is not given or None.
  package mutating func optionalString(_ name: String) throws -> String? {
    guard let value = try optional(name), !value.isNone else { return nil }
    return try string(name, of: value)
  }

  package mutating func int(_ name: String) throws -> Int {
    try int(name, of: required(name))
  }

  /// nil when it is not given or None.
  package mutating func optionalInt(_ name: String) throws -> Int? {
    guard let value = try optional(name), !value.isNone else { return nil }
    return try int(name, of: value)
  }

  /// The truth of the argument, or `fallback` when it is not given.
  package mutating func bool(_ name: String, default fallback: Bool) throws -> Bool {
    try optional(name)?.isTrue ?? fallback
  }

  /// A flag that Python wants as an integer (`sorted(reverse=…)`), or `fallback` when it is not given.
  package mutating func flag(_ name: String, default fallback: Bool) throws -> Bool {
    guard let value = try optional(name) else { return fallback }
    switch value {
    case .bool, .int, .big: return value.isTrue
    default:
      throw error("`\(name)` of `\(function)` must be true or false, not `\(value.typeName)`")
    }
  }

  /// The positional arguments that no parameter has taken (`*args`).
  package mutating func rest() -> [Value] {
    defer { position = arguments.count }
    return Array(arguments.dropFirst(position))
  }

  /// The keyword arguments that no parameter has taken (`**kwargs`).
  package mutating func restKeywords() -> [(name: String, value: Value)] {
    defer { usesAllKeywords = true }
    return usesAllKeywords
      ? [] : keywords.indices.filter { !used.contains($0) }.map { keywords[$0] }
  }

  /// Throws: when arguments are left over.
  package func finish() throws {
    if position < arguments.count {
      throw error(
        "`\(function)` takes \(count == 0 ? "no arguments" : "at most \(count)"),"
          + " but \(arguments.count) \(arguments.count == 1 ? "was" : "were") given"
      ).placed(at: call.span(ofArgumentsFrom: position))
    }
    if keywords.isEmpty || usesAllKeywords { return }
    guard let index = keywords.indices.first(where: { !used.contains($0) }) else { return }
    let name = keywords[index].name
    throw Diagnostic(
      code: "type-error", "`\(function)` has no parameter `\(name)`",
      at: call.span(ofKeyword: name), help: NearMiss.help(for: name, among: parameters))
  }

  private func string(_ name: String, of value: Value) throws -> String {
    if let text = value.string { return text }
    throw wrongType(name, value, "a string")
  }

  private func int(_ name: String, of value: Value) throws -> Int {
    if let number = value.int { return number }
    throw wrongType(name, value, "an integer")
  }

  private func wrongType(_ name: String, _ value: Value, _ wanted: String) -> Diagnostic {
    if case .undefined(let undefined) = value, !call.isMethod {
      return wanted == "a string" ? undefined.diagnosticOfText : undefined.diagnostic
    }
    return error("`\(name)` of `\(function)` must be \(wanted), not `\(value.typeName)`")
  }

  private func error(_ message: String) -> Diagnostic {
    Diagnostic(code: "type-error", message)
  }
}
