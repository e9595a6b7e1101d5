package import Diagnostics

/// What is expected of one relation, as a suite file states it; values are rendered and checked.
package struct Suite: Sendable {
  /// Unique in a project.
  package var name: String
  package var nameSpan: Span
  /// The relation the suite describes: `ref('stg_readings')`.
  package var target: SuiteTarget
  package var targetSpan: Span
  package var description: String
  /// The severity of the expectations that state none of their own.
  package var severity: Severity
  package var tags: [String]
  /// `enabled: false` leaves a suite out, of checkpoints too.
  package var isEnabled: Bool
  /// How numbers of parts of the relation are kept; nil where all of it is read each time.
  package var partitioning: Partitioning?
  /// In the order they were written, imported ones last.
  package var expectations: [Expectation]

  /// Relations that expectations read beside the target, in order of first mention.
  package var references: [SuiteTarget] {
    var seen: Set<SuiteTarget> = []
    return expectations.flatMap(\.references).filter { seen.insert($0).inserted }
  }

  /// Whether any expectation compares with what earlier runs measured.
  package var readsHistory: Bool { expectations.contains { $0.type.category == .anomaly } }
}

/// A named list of suites that are validated together.
package struct Checkpoint: Sendable {
  package var name: String
  package var nameSpan: Span
  /// Names of suites, in the order in which they are validated.
  package var suites: [Located<String>]
}

/// What one or more suite files hold.
package struct SuiteCollection: Sendable {
  package var suites: [Suite] = []
  package var checkpoints: [Checkpoint] = []

  package init() {}

  /// The suites of a checkpoint in its order; nil when there is no such checkpoint.
  package func suites(ofCheckpoint name: String) -> [Suite]? {
    checkpoints.first { $0.name == name }?.suites.compactMap { wanted in
      suites.first { $0.name == wanted.value }
    }
  }
}
