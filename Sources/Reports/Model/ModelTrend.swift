/// The runs of one Swift model: what it was asked, what it trained, how good it was.
package struct ModelTrend: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    /// ISO 8601, or SQL's form of it; UTC.
    package var startedAt: String
    package var succeeded: Bool
    /// By path: `features.0`.
    package var parameters: [String: String]
    /// `model_version`, `data_hash`, `retrained`.
    package var facts: [String: String]
    package var metrics: [String: Double]

    package init(
      startedAt: String, succeeded: Bool, parameters: [String: String], facts: [String: String],
      metrics: [String: Double]
    ) {
      self.startedAt = startedAt
      self.succeeded = succeeded
      self.parameters = parameters
      self.facts = facts
      self.metrics = metrics
    }
  }

  /// `model.energy.int_anomaly_scores`
  package var node: String
  /// The word after `uses:`.
  package var model: String
  /// Oldest first; never empty.
  package var runs: [Run]

  package init(node: String, model: String, runs: [Run]) {
    self.node = node
    self.model = model
    self.runs = runs
  }

  /// What changed between the last run and the one before it, by the parameter's name.
  var changedParameters: [(name: String, before: String?, now: String?)] {
    guard runs.count > 1, let last = runs.last else { return [] }
    let before = runs[runs.count - 2].parameters
    return Set(before.keys).union(last.parameters.keys).sorted().compactMap { name in
      before[name] == last.parameters[name] ? nil : (name, before[name], last.parameters[name])
    }
  }

  /// When the version that is in use scored first.
  var versionSince: String? {
    guard let version = runs.last?.facts["model_version"] else { return nil }
    return runs.reversed().prefix { $0.facts["model_version"] == version }.last?.startedAt
  }
}
