/// A relation as a suite names it: a model, seed or snapshot by `ref`, a source by `source`.
package enum SuiteTarget: Hashable, Sendable {
  /// `package` and `version` are nil unless written.
  case ref(name: String, package: String?, version: String?)
  case source(name: String, table: String)
}

extension SuiteTarget {
  /// Reads `ref('model')`, `ref('package', 'model', v=2)` or `source('raw', 'orders')`, also inside
  /// `{{ }}`; nil for anything else.
  package init?(parsing text: String) {
    guard let call = CallText(text) else { return nil }
    switch (call.name, call.positional.count) {
    case ("ref", 1):
      self = .ref(name: call.positional[0], package: nil, version: call.version)
    case ("ref", 2):
      self = .ref(name: call.positional[1], package: call.positional[0], version: call.version)
    case ("source", 2) where call.version == nil:
      self = .source(name: call.positional[0], table: call.positional[1])
    default: return nil
    }
  }
}

extension SuiteTarget: CustomStringConvertible {
  /// As it is written in a suite file.
  package var description: String {
    switch self {
    case .ref(let name, let package, let version):
      let names = [package, name].compactMap(\.self).map { "'\($0)'" }
      return
        "ref(\((names + [version.map { "v=\($0)" }].compactMap(\.self)).joined(separator: ", ")))"
    case .source(let name, let table): return "source('\(name)', '\(table)')"
    }
  }
}

/// The parts of a call with literal arguments: `name('a', "b", v=2)`.
private struct CallText {
  var name: String
  var positional: [String] = []
  var version: String?

  init?(_ text: String) {
    var body = text.trimmed[...]
    if body.hasPrefix("{{"), body.hasSuffix("}}") {
      body = String(body.dropFirst(2).dropLast(2)).trimmed[...]
    }
    guard let open = body.firstIndex(of: "("), body.hasSuffix(")") else { return nil }
    name = String(body[..<open]).trimmed
    let inside = body[body.index(after: open)...].dropLast()
    for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
      let argument = String(part).trimmed
      if let value = argument.unquoted {
        positional.append(value)
      } else if let value = Self.version(in: argument) {
        version = value
      } else {
        return nil
      }
    }
  }

  private static func version(in argument: String) -> String? {
    let parts = argument.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
    guard parts.count == 2, ["v", "version"].contains(parts[0]) else { return nil }
    return parts[1].unquoted ?? parts[1]
  }
}

extension String {
  /// Without spaces, tabs and line ends at both ends.
  var trimmed: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// The text between two equal quotes; nil when it is not quoted.
  fileprivate var unquoted: String? {
    guard count >= 2, let first, first == last, first == "'" || first == "\"" else { return nil }
    let inner = String(dropFirst().dropLast())
    return inner.contains(first) ? nil : inner
  }
}
