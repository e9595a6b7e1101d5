import Digests
import PlainData
import SwiftModels

/// A model run as files in the layout of an MLflow file store: an experiment for each node.
package struct MLflowRun {
  private let run: ModelRunFacts
  private let root: String

  /// - Parameter root: the store's folder, absolute.
  package init(_ run: ModelRunFacts, root: String) {
    self.run = run
    self.root = root
  }

  /// Digits, as MLflow has them: always the same for a node.
  private var experiment: String {
    let digits = Digest.md5(run.node).prefix(14)
    return UInt64(digits, radix: 16).map(String.init) ?? "0"
  }

  private var identifier: String { Digest.md5(run.runID + run.node) }
  private var folder: String { "\(root)/\(experiment)/\(identifier)" }

  /// Absolute paths and texts. MLflow takes a run for one only if all its folders are there.
  package var files: [(path: String, text: String)] {
    [("\(root)/\(experiment)/meta.yaml", experimentText), ("\(folder)/meta.yaml", runText)]
      + [("\(folder)/artifacts/facts.txt", facts), ("\(folder)/params/uses", Self.line(run.model))]
      + model
      + run.parameters.map { ("\(folder)/params/\(Self.name($0.name))", Self.line($0.text)) }
      + tags.map { ("\(folder)/tags/\(Self.name($0.name))", Self.line($0.text)) }
      + metrics.filter(\.value.isFinite).map {
        (
          "\(folder)/metrics/\(Self.name($0.name))",
          "\(milliseconds(run.completed.microseconds)) \($0.value) 0\n"
        )
      }
  }

  private var model: [(path: String, text: String)] {
    run.artifact.map { [("\(folder)/artifacts/model.json", $0.content)] } ?? []
  }

  private var tags: [ModelRunFacts.Fact] {
    run.facts + [
      .init(name: "mlflow.runName", text: run.name),
      .init(name: "mlflow.source.name", text: run.model),
      .init(name: "swiftdbt.run_id", text: run.runID),
    ]
  }

  private var metrics: [ModelRunFacts.Metric] {
    run.metrics + [.init(name: "seconds", value: run.completed.seconds(since: run.started))]
  }

  private var facts: String {
    run.facts.map { "\($0.name): \(Self.line($0.text))\n" }.joined()
  }

  private var experimentText: String {
    """
    artifact_location: file://\(root)/\(experiment)
    creation_time: \(milliseconds(run.started.microseconds))
    experiment_id: '\(experiment)'
    last_update_time: \(milliseconds(run.completed.microseconds))
    lifecycle_stage: active
    name: \(run.node)

    """
  }

  private var runText: String {
    """
    artifact_uri: file://\(folder)/artifacts
    end_time: \(milliseconds(run.completed.microseconds))
    entry_point_name: ''
    experiment_id: '\(experiment)'
    lifecycle_stage: active
    run_id: \(identifier)
    run_name: \(run.name)
    run_uuid: \(identifier)
    source_name: ''
    source_type: 4
    source_version: ''
    start_time: \(milliseconds(run.started.microseconds))
    status: \(run.succeeded ? 3 : 4)
    tags: []
    user_id: ''

    """
  }

  private func milliseconds(_ microseconds: Int64) -> Int64 { microseconds / 1000 }

  /// MLflow's names have letters, digits, `_`, `-`, `.`, blanks, and no way out of their folder.
  private static func name(_ text: String) -> String {
    let safe = text.map { character in
      character.isASCII && (character.isLetter || character.isNumber || "_-. ".contains(character))
        ? character : "_"
    }
    return safe.allSatisfy { $0 == "." } ? "_" : String(safe)
  }

  /// A parameter is one line.
  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
