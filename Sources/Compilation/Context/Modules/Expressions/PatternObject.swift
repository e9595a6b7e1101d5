import Diagnostics
import Jinja
import RegularExpressions

/// Python's compiled pattern.
final class PatternObject: Object {
  let text: String
  private let flags: Int
  private let expression: RegularExpression

  /// The functions of the module that a pattern has as methods, with the place of their `flags`.
  static let functions: [String: Int] = [
    "match": 2, "search": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4,
    "subn": 4,
  ]

  /// Throws: `invalid-pattern`.
  init(_ text: String, flags: Int) throws {
    self.text = text
    self.flags = flags
    do {
      expression = try RegularExpression(
        PythonPattern.rewritten(text), options: PythonPattern.options(flags))
    } catch {
      throw Diagnostic(
        code: "invalid-pattern", "`\(text)` is no regular expression: \(error.message)")
    }
  }

  var typeName: String { "Pattern" }
  var repr: String { "re.compile(\(Value.string(text).repr))" }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "pattern": .string(text)
    case "flags": .int(flags | 32)
    case "groups": .int(expression.groupCount)
    case "groupindex": .dict(expression.groupNames.map { ($0, .int($1)) })
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    do {
      return try perform(name, call)
    } catch let error as RegularExpressionError {
      throw Diagnostic(code: "invalid-pattern", error.message, at: call.span)
    }
  }

  private func perform(_ name: String, _ call: Call) throws -> Value? {
    var arguments = call.binder(name)
    switch name {
    case "search": return found(try expression.firstMatch(in: arguments.string("string")))
    case "match":
      return found(try expression.firstMatch(in: arguments.string("string"), anchored: true))
    case "fullmatch": return found(try expression.wholeMatch(of: arguments.string("string")))
    case "findall":
      return .list(try expression.matches(in: arguments.string("string")).map(captured))
    case "finditer":
      let matches = try expression.matches(in: arguments.string("string"))
      return .object(
        IteratorValue("callable_iterator", matches.map { .object(MatchObject($0, of: self)) }))
    case "split": return try split(&arguments)
    case "sub": return .string(try substituted(&arguments, call).text)
    case "subn":
      let result = try substituted(&arguments, call)
      return .tuple([.string(result.text), .int(result.count)])
    default: return nil
    }
  }

  private func found(_ match: RegularExpressionMatch?) -> Value {
    match.map { .object(MatchObject($0, of: self)) } ?? .none
  }

  /// What `findall` lists: the match, its only group, or all of its groups.
  private func captured(_ match: RegularExpressionMatch) -> Value {
    let groups = (1..<match.groups.count).map { Value.string(match[$0] ?? "") }
    return groups.isEmpty
      ? .string(match.text) : groups.count == 1 ? groups[0] : .tuple(groups)
  }

  /// The pieces between matches, and what the groups of each match caught.
  private func split(_ arguments: inout ArgumentBinder) throws -> Value {
    let subject = try arguments.string("string")
    let limit = try arguments.optionalInt("maxsplit") ?? 0
    let bytes = Array(subject.utf8)
    var pieces: [Value] = []
    var end = 0
    for match in try expression.matches(in: subject, limit: limit > 0 ? limit : .max) {
      pieces.append(.string(String(decoding: bytes[end..<match.range.lowerBound], as: UTF8.self)))
      pieces += (1..<match.groups.count).map { match[$0].map(Value.string) ?? .none }
      end = match.range.upperBound
    }
    return .list(pieces + [.string(String(decoding: bytes[end...], as: UTF8.self))])
  }

  private func substituted(_ arguments: inout ArgumentBinder, _ call: Call) throws -> (
    text: String, count: Int
  ) {
    let replacement = try arguments.required("repl")
    let subject = try arguments.string("string")
    let limit = try arguments.optionalInt("count") ?? 0
    var count = 0
    let text = try expression.replace(in: subject, limit: limit > 0 ? limit : .max) { match in
      count += 1
      let object = MatchObject(match, of: self)
      guard let template = replacement.string else {
        return try replacement.call([.object(object)], state: call.state).description
      }
      return try object.expanded(template)
    }
    return (text, count)
  }

  func isEqual(to other: any Object) -> Bool {
    (other as? PatternObject).map { $0.text == text && $0.flags == flags } ?? false
  }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
