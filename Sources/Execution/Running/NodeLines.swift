import Compilation
import Graph
import Warehouse

/// The progress line of each node of a run, numbered in the order they are expected to start.
struct NodeLines: Sendable {
  private let lines: [Int: NodeLine]

  init(_ plan: RunPlan, graph: DependencyGraph) {
    let order = graph.topologicalOrder.filter(plan.nodes.contains)
    var lines: [Int: NodeLine] = [:]
    for (place, index) in order.enumerated() {
      guard let node = plan.graph.node(index) else { continue }
      lines[index] = NodeLine(
        index: place + 1, total: order.count, uniqueID: node.uniqueID,
        resourceType: node.type.dbtName, description: node.lineDescription)
    }
    self.lines = lines
  }

  subscript(index: Int) -> NodeLine {
    lines[index]
      ?? NodeLine(index: 0, total: 0, uniqueID: "", resourceType: "node", description: "node")
  }
}

extension Node {
  /// As dbt's progress lines name it: `sql table model marts.peaks`.
  var lineDescription: String {
    let place = relation.map { "\($0.schema).\($0.identifier)" } ?? name
    return switch type {
    case .model: "sql \(config.materialized) model \(place)"
    case .swiftModel: "swift \(config.materialized) model \(place)"
    case .seed: "seed file \(place)"
    case .snapshot: "snapshot \(place)"
    case .source: "source \(place)"
    case .test: "test \(name)"
    default: "\(type.dbtName) \(name)"
    }
  }

  /// What the summary counts it as: `table model`, `data test`.
  package var summaryKind: String {
    switch type {
    case .model, .swiftModel: "\(config.materialized) model"
    case .test: "data test"
    default: type.dbtName
    }
  }
}
