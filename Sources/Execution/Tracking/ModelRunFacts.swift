package import Compilation
import Diagnostics
import Digests
package import PlainData
package import SwiftModels

/// What one run of a Swift model is remembered by: what it was asked, what it saw, how good it was.
package struct ModelRunFacts: Hashable, Sendable {
  package let runID: String
  /// `model.energy.int_anomaly_scores`
  package let node: String
  package let name: String
  /// The word after `uses:`.
  package let model: String
  package let started: Timestamp
  package let completed: Timestamp
  package let succeeded: Bool
  /// By path, in the order written: `features.0`.
  package let parameters: [Fact]
  /// Sorted by name: `data_hash`, `model_version`, `code_hash`.
  package let facts: [Fact]
  package let metrics: [Metric]
  /// What was trained, if anything was.
  package let artifact: ModelArtifact?

  package struct Fact: Hashable, Sendable {
    package let name: String
    package let text: String
  }

  package struct Metric: Hashable, Sendable {
    package let name: String
    package let value: Double
  }

  /// Nil for a node that is no Swift model, or that was not run.
  package init?(_ result: NodeResult, of manifest: Manifest, runID: String) {
    guard let node = manifest[result.uniqueID], case .swiftModel(let call) = node.body,
      result.status == .success || result.status.isFailure
    else { return nil }
    self.runID = runID
    self.node = node.uniqueID
    name = node.name
    model = call.uses.value
    started = result.started
    completed = result.completed
    succeeded = result.status == .success
    parameters = call.arguments.leaves.map { Fact(name: $0.path, text: $0.text) }
    var known = result.facts
    known["code_hash"] = call.codeHash
    artifact = result.artifact
    if let relation = result.relationName { known["relation"] = relation }
    if let rows = result.rowsAffected { known["rows"] = "\(rows)" }
    facts = known.sorted { $0.key < $1.key }.map { Fact(name: $0.key, text: $0.value) }
    metrics = result.metrics.sorted { $0.key < $1.key }.map {
      Metric(name: $0.key, value: $0.value)
    }
  }
}

extension SwiftModelCall {
  /// Of this program's version and the model's own file, if it has one.
  var codeHash: String { Digest.sha256("\(Version.swiftdbt)\n\(code ?? uses.value)") }
}
