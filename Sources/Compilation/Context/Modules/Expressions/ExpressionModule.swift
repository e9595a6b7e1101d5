import Diagnostics
import Jinja
import RegularExpressions

/// `modules.re`: Python's regular expressions, matched by PCRE2.
enum ExpressionModule {
  static let flags: [String: Int] = [
    "NOFLAG": 0, "I": 2, "IGNORECASE": 2, "L": 4, "LOCALE": 4, "M": 8, "MULTILINE": 8, "S": 16,
    "DOTALL": 16, "U": 32, "UNICODE": 32, "X": 64, "VERBOSE": 64, "A": 256, "ASCII": 256,
  ]

  static var value: Value {
    .object(
      NamespaceObject("re", names: names) { name in
        if let flag = flags[name] { return .int(flag) }
        switch name {
        case "compile": return .function("compile") { .object(try pattern(of: $0, flagAt: 1)) }
        case "escape": return .function("escape", escape)
        case "purge": return .function("purge") { _ in .none }
        default:
          guard let flagPosition = PatternObject.functions[name] else { return nil }
          return .function(name) { call in
            let pattern = try pattern(of: call, flagAt: flagPosition)
            var rest = call
            rest.arguments = Array(call.arguments.dropFirst().prefix(flagPosition - 1))
            rest.keywords.removeAll { ["pattern", "flags"].contains($0.name) }
            return try pattern.callMethod(name, rest) ?? .none
          }
        }
      })
  }

  private static var names: [String] {
    flags.keys.sorted() + ["compile", "escape", "purge"] + PatternObject.functions.keys.sorted()
  }

  /// The pattern, the first argument: a text, or what `compile` gave.
  private static func pattern(of call: Call, flagAt position: Int) throws -> PatternObject {
    guard let given = call.arguments.first ?? call.keyword("pattern") else {
      throw Diagnostic(code: "type-error", "a pattern is missing")
    }
    if let pattern = given.object as? PatternObject { return pattern }
    guard let text = given.string else {
      throw Diagnostic(
        code: "type-error", "a pattern is a string, not `\(given.typeName)`", at: call.span)
    }
    let flags =
      call.keyword("flags")
      ?? (call.arguments.indices.contains(position) ? call.arguments[position] : nil)
    return try PatternObject(text, flags: flags?.int ?? 0)
  }

  private static let special = Set("\t\n\u{0B}\u{0C}\r #$&()*+-.?[\\]^{|}~")

  private static func escape(_ call: Call) throws -> Value {
    var arguments = call.binder("escape")
    let text = try arguments.string("pattern")
    return .string(
      text.unicodeScalars.reduce(into: "") { escaped, scalar in
        if special.contains(Character(scalar)) { escaped.append("\\") }
        escaped.unicodeScalars.append(scalar)
      })
  }
}
