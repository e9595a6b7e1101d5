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
  private let call: Call
  private var position = 0
  private var used: Set<Int> = []
  private var parameters: [String] = []

  init(_ function: String, _ call: Call) {
    self.function = function
    self.call = call
  }

  /// The next parameter; nil when the call does not give it.
  package mutating func optional(_ name: String) throws -> Value? {
    parameters.append(name)
    let keyword = call.keywords.firstIndex { $0.name == name }
    if position < call.arguments.count {
      defer { position += 1 }
      if keyword != nil {
        throw error("`\(function)` got multiple values for the argument `\(name)`")
      }
      return call.arguments[position]
    }
    guard let keyword else { return nil }
    used.insert(keyword)
    return call.keywords[keyword].value
  }

  /// A parameter that can only be given by name; nil when the call does not give it.
  package mutating func keywordOnly(_ name: String) throws -> Value? {
    parameters.append(name)
    guard let keyword = call.keywords.firstIndex(where: { $0.name == name }) else { return nil }
    used.insert(keyword)
    return call.keywords[keyword].value
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

  /// The positional arguments that no parameter has taken (`*args`).
  package mutating func rest() -> [Value] {
    defer { position = call.arguments.count }
    return Array(call.arguments.dropFirst(position))
  }

  /// The keyword arguments that no parameter has taken (`**kwargs`).
  package mutating func restKeywords() -> [(name: String, value: Value)] {
    defer { used = Set(call.keywords.indices) }
    return call.keywords.indices.filter { !used.contains($0) }.map { call.keywords[$0] }
  }

  /// Throws: when arguments are left over.
  package func finish() throws {
    if position < call.arguments.count {
      let limit = parameters.count
      throw error(
        "`\(function)` takes \(limit == 0 ? "no arguments" : "at most \(limit)"),"
          + " but \(call.arguments.count) \(call.arguments.count == 1 ? "was" : "were") given")
    }
    guard let index = call.keywords.indices.first(where: { !used.contains($0) }) else { return }
    let name = call.keywords[index].name
    throw Diagnostic(
      code: "type-error", "`\(function)` has no parameter `\(name)`",
      help: NearMiss.help(for: name, among: parameters))
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
    if case .undefined(let undefined) = value { return undefined.diagnostic }
    return error("`\(name)` of `\(function)` must be \(wanted), not `\(value.typeName)`")
  }

  private func error(_ message: String) -> Diagnostic {
    Diagnostic(code: "type-error", message)
  }
}
