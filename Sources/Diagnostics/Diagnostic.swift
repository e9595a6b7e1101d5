/// One problem, stated for the person who can mend it; the only error that crosses targets.
///
/// `message` is lowercase, has no full stop, puts names in backticks and states the rule that was
/// broken; only `help` suggests.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Sendable {
    case error, warning, note
  }

  /// Another place or fact that explains the problem: "first defined here".
  package struct Note: Hashable, Sendable {
    package let message: String
    package let span: Span?

    package init(_ message: String, at span: Span? = nil) {
      self.message = message
      self.span = span
    }
  }

  package var severity: Severity
  /// Kebab-case, stable, unique; listed in `Diagnostics/README.md`.
  package var code: String
  package var message: String
  /// The smallest range that still explains.
  package var span: Span?
  package var notes: [Note]
  package var help: [String]
  /// The words by which dbt's users and tools look for this problem, headed by dbt's kind of error:
  /// `Parsing Error`, and below it what is wrong. nil: the message is enough.
  package var searchText: String?

  package init(
    _ severity: Severity = .error, code: String, _ message: String, at span: Span? = nil,
    notes: [Note] = [], help: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.notes = notes
    self.help = help
  }

  /// The same diagnostic, placed at `span` unless it already knows a better place.
  package func placed(at span: Span?) -> Diagnostic {
    guard self.span == nil else { return self }
    var copy = self
    copy.span = span
    return copy
  }

  /// The same diagnostic, to be found under dbt's words for it as well.
  ///
  /// - Parameter kind: dbt's kind of error, `Parsing`; nil where dbt prints none.
  package func known(as text: String, _ kind: String?) -> Diagnostic {
    var copy = self
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    copy.searchText =
      kind.map { "\($0) Error\n" + lines.map { "  \($0)" }.joined(separator: "\n") } ?? text
    return copy
  }

  package func noting(_ message: String, at span: Span? = nil) -> Diagnostic {
    var copy = self
    copy.notes.append(Note(message, at: span))
    return copy
  }
}

extension Diagnostic: CustomStringConvertible {
  package var description: String { DiagnosticRenderer().render(self) }
}

/// Several independent problems, reported together.
package struct Diagnostics: Error, Hashable, Sendable {
  package var all: [Diagnostic]

  package init(_ all: [Diagnostic] = []) {
    self.all = all
  }

  package var hasErrors: Bool { all.contains { $0.severity == .error } }

  package mutating func append(_ diagnostic: Diagnostic) { all.append(diagnostic) }
  package mutating func append(_ more: Diagnostics) { all += more.all }

  /// Runs `body`; a diagnostic it throws is kept, and the result is nil.
  package mutating func collect<Result>(_ body: () throws -> Result) throws -> Result? {
    do {
      return try body()
    } catch let diagnostic as Diagnostic {
      all.append(diagnostic)
    } catch let diagnostics as Diagnostics {
      all += diagnostics.all
    }
    return nil
  }

  /// Throws: self, if there is an error in it.
  package func throwIfErrors() throws(Diagnostics) {
    if hasErrors { throw self }
  }
}

extension Diagnostics: CustomStringConvertible {
  package var description: String {
    all.map(DiagnosticRenderer().render).joined(separator: "\n\n")
  }
}
