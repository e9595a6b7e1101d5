import Compilation
import Graph
import ProjectLoading
import Warehouse

/// The progress lines of a run's nodes, numbered in the order in which they start or are skipped.
struct NodeLines {
  private let graph: ManifestGraph
  private let total: Int
  private var lines: [Int: NodeLine] = [:]

  init(_ plan: RunPlan) {
    graph = plan.graph
    total = plan.nodes.count
  }

  /// The line of the node at `index`; the first request numbers it.
  mutating func line(of index: Int) -> NodeLine {
    if let known = lines[index] { return known }
    let node = graph.node(index)
    var line = NodeLine(
      index: lines.count + 1, total: total, uniqueID: node?.uniqueID ?? "",
      resourceType: node?.type.dbtName ?? "node", description: node?.lineDescription ?? "node")
    if let node { line.describe(node, database: graph.manifest.scope.target.database) }
    lines[index] = line
    return line
  }
}

extension NodeLine {
  /// Fills in what dbt's `node_info` says of a node.
  fileprivate mutating func describe(_ node: Node, database: String?) {
    name = node.name
    path = node.file.resourcePath
    materialized = node.config.materialized
    self.database = database ?? ""
    schema = node.relation?.schema ?? ""
    alias = node.relation?.identifier ?? node.name
    relationName = node.relation.map { "\($0.schema).\($0.identifier)" } ?? ""
  }
}

extension Node {
  /// As dbt's progress lines name it: `sql table model marts.peaks`.
  var lineDescription: String {
    let place = relation.map { "\($0.schema).\($0.identifier)" } ?? name
    return switch type {
    case .model where isMicrobatch: "sql microbatch model \(place)"
    case .model: "sql \(config.materialized) model \(place)"
    case .swiftModel: "swift \(config.materialized) model \(place)"
    case .seed: "seed file \(place)"
    case .snapshot: "snapshot \(place)"
    case .source: "source \(place)"
    case .test: "test \(name)"
    case .unitTest: "unit_test \(testedModel.map { "\($0)::" } ?? "")\(name)"
    default: "\(type.dbtName) \(name)"
    }
  }

  /// The model that a unit test is of.
  private var testedModel: String? {
    guard case .unitTest(let test) = body else { return nil }
    return test.model.split(separator: ".").dropFirst(2).first.map(String.init)
  }

  /// What the summary counts it as: `table model`, `data test`.
  package var summaryKind: String {
    switch type {
    case .model, .swiftModel: "\(config.materialized) model"
    case .test: "data test"
    case .unitTest, .semanticModel, .savedQuery:
      String(type.dbtName.map { $0 == "_" ? " " : $0 })
    default: type.dbtName
    }
  }
}
