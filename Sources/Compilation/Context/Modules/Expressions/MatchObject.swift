import Diagnostics
import Jinja
import RegularExpressions

/// Python's match; positions count characters.
final class MatchObject: Object {
  private let match: RegularExpressionMatch
  private let pattern: PatternObject

  init(_ match: RegularExpressionMatch, of pattern: PatternObject) {
    self.match = match
    self.pattern = pattern
  }

  var typeName: String { "Match" }
  var isTrue: Bool { true }
  var repr: String {
    let span = span(0)
    return "<re.Match object; span=(\(span.0), \(span.1)), match=\(Value.string(match.text).repr)>"
  }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "re": return .object(pattern)
    case "string": return .string(subject)
    case "lastindex":
      return match.groups.indices.dropFirst().last { match[$0] != nil }.map(Value.int)
        ?? Value.none
    default: return nil
    }
  }

  func item(_ key: Value) throws -> Value? { try group(key) }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "group":
      let groups = try call.arguments.map(group)
      return groups.isEmpty ? .string(match.text) : groups.count == 1 ? groups[0] : .tuple(groups)
    case "groups":
      let missing = call.arguments.first ?? call.keyword("default") ?? .none
      return .tuple((1..<match.groups.count).map { match[$0].map(Value.string) ?? missing })
    case "groupdict":
      let missing = call.arguments.first ?? call.keyword("default") ?? .none
      let names = match.names.sorted { $0.value < $1.value }
      return .dict(names.map { ($0.key, match[$0.value].map(Value.string) ?? missing) })
    case "start": return .int(try span(of: call).0)
    case "end": return .int(try span(of: call).1)
    case "span":
      let span = try span(of: call)
      return .tuple([.int(span.0), .int(span.1)])
    case "expand":
      var arguments = call.binder("expand")
      return .string(try expanded(arguments.string("template")))
    default: return nil
    }
  }

  private var subject: String { match.subject }

  private func index(_ key: Value) throws -> Int {
    let index = key.int ?? key.string.flatMap { match.names[$0] }
    guard let index, match.groups.indices.contains(index) else {
      throw Diagnostic(code: "index-error", "no such group")
    }
    return index
  }

  private func group(_ key: Value) throws -> Value {
    match[try index(key)].map(Value.string) ?? .none
  }

  private func span(of call: Call) throws -> (Int, Int) {
    span(try call.arguments.first.map(index) ?? 0)
  }

  /// (-1, -1) for a group that took no part.
  private func span(_ group: Int) -> (Int, Int) {
    guard let range = match.groups[group] else { return (-1, -1) }
    let characters = { [subject] (offset: Int) in
      subject.utf8.prefix(offset).count { $0 & 0xC0 != 0x80 }
    }
    return (characters(range.lowerBound), characters(range.upperBound))
  }

  /// A replacement's text: `\1`, `\g<name>`, `\n` …
  func expanded(_ template: String) throws -> String {
    var text = ""
    var rest = template[...]
    while let character = rest.popFirst() {
      guard character == "\\", let next = rest.popFirst() else {
        text.append(character)
        continue
      }
      switch next {
      case "g":
        let name = rest.dropFirst().prefix { $0 != ">" }
        rest = rest.dropFirst(name.count + 2)
        let key = Int(name).map(Value.int) ?? .string(String(name))
        text += try match[index(key)] ?? ""
      case "0"..."9":
        let more = rest.prefix(1).filter { $0.isASCII && $0.isNumber && next != "0" }
        rest = rest.dropFirst(more.count)
        text += try match[index(.int(Int("\(next)\(more)") ?? 0))] ?? ""
      case "n": text.append("\n")
      case "t": text.append("\t")
      case "r": text.append("\r")
      case "\\": text.append("\\")
      default:
        guard !next.isASCII || !next.isLetter else {
          throw Diagnostic(code: "invalid-pattern", "bad escape \\\(next) in a replacement")
        }
        text += "\\\(next)"
      }
    }
    return text
  }
}
