package import Diagnostics
package import PlainData

/// What a suite file cannot know by itself; the caller's project answers.
package struct SuiteEnvironment {
  /// Whether a project has the relation that a suite names.
  package enum TargetLookup {
    case found
    /// `candidates` are names of the same kind: models for a `ref`, tables of the source for a
    /// `source`.
    case unknown(candidates: [String])
  }

  /// Renders the Jinja in a value: `{{ var('max_kwh') }}`.
  package var render: (String, Span) throws -> PlainValue
  package var target: (SuiteTarget) -> TargetLookup
  /// Opens a file that `import:` names, relative to the project.
  package var file: (String, Span) throws -> SourceFile
  /// Values of suite parameters that replace the suites' own: `--vars`.
  package var parameters: PlainMap

  package init(
    render: @escaping (String, Span) throws -> PlainValue,
    target: @escaping (SuiteTarget) -> TargetLookup,
    file: @escaping (String, Span) throws -> SourceFile, parameters: PlainMap = [:]
  ) {
    self.render = render
    self.target = target
    self.file = file
    self.parameters = parameters
  }
}
