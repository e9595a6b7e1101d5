import Diagnostics

/// Which measures a metric comes down to, through the metrics that it is made of.
struct InputMeasures {
  let nodes: NodeTable

  /// Each once, in dbt's order; a cycle of metrics ends where it closes.
  func measures(of id: String) -> [MeasureInput] {
    var seen: Set<String> = []
    return measures(of: id, &seen)
  }

  private func measures(of id: String, _ seen: inout Set<String>) -> [MeasureInput] {
    guard let node = nodes[id], case .metric(let metric) = node.body,
      seen.insert(id).inserted
    else { return [] }
    var result = metric.ownMeasures
    guard [.derived, .ratio].contains(metric.kind) else { return result }
    for target in node.dependsOn {
      var path = seen
      for measure in measures(of: target, &path) where !result.contains(measure) {
        result.append(measure)
      }
    }
    return result
  }
}

extension ManifestBuilder {
  /// Completes every metric with the measures that it comes down to.
  mutating func connectMetrics() {
    let inputs = InputMeasures(nodes: nodes)
    for (place, node) in nodes.all.enumerated() where node.type == .metric {
      guard case .metric(var metric) = node.body else { continue }
      metric.parameters.inputMeasures = inputs.measures(of: node.uniqueID)
      nodes.change(at: place) { $0.body = .metric(metric) }
    }
  }
}

extension MeasureInput: Equatable {
  /// The same measure used in the same way, wherever it is written.
  package static func == (one: MeasureInput, other: MeasureInput) -> Bool {
    one.plain == other.plain
  }
}
