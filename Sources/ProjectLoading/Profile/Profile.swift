package import Diagnostics
package import PlainData

/// The connection chosen from profiles.yml: one output of one profile.
package struct Profile: Sendable {
  package let name: String
  /// The output's name: `dev`.
  package let target: String
  /// The adapter: `postgres`, `sqlite`.
  package let type: Located<String>
  /// Connections used at once; at least 1.
  package let threads: Int
  /// The other keys of the output, as written, rendered.
  package let settings: ProfileSettings
  /// What templates see as `target` for keys that the output does not write.
  package let defaults: PlainMap
  package let source: SourceFile

  package init(
    name: String, target: String, type: Located<String>, threads: Int, settings: ProfileSettings,
    defaults: PlainMap = PlainMap(), source: SourceFile
  ) {
    self.name = name
    self.target = target
    self.type = type
    self.threads = threads
    self.settings = settings
    self.defaults = defaults
    self.source = source
  }
}

/// The keys of an output with their rendered values and places.
package struct ProfileSettings: Sendable {
  /// In the order written.
  package let all: [Setting]
  /// The name of the output, for what is said of the whole.
  package let span: Span

  package init(_ all: [Setting], span: Span) {
    self.all = all
    self.span = span
  }

  package subscript(name: String) -> Located<PlainValue>? {
    all[name].map { Located($0.value, at: $0.span) }
  }

  /// The string called `name`; numbers and booleans are given as they would be printed.
  package func string(_ name: String) -> String? {
    switch self[name]?.value {
    case .string(let value): value
    case .int(let value): String(value)
    case .double(let value): String(value)
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }
}
