package import Artifacts

/// What feeds what, with what became of it: the input of every drawing and of the report.
package struct Lineage: Hashable, Sendable {
  package var nodes: [Node]
  /// Ids, from what is needed to what needs it; edges to unknown ids are left out of drawings.
  package var edges: [Edge]
  /// Names of layers in the order in which data flow; others follow as they appear.
  package var layers: [String]

  package struct Edge: Hashable, Sendable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case source, seed, model, swiftModel, snapshot, test, exposure, analysis, function

    /// For people: `Swift model`.
    package var title: String { self == .swiftModel ? "Swift model" : rawValue }
  }

  package struct Node: Hashable, Sendable {
    /// dbt's unique id.
    package var id: String
    package var name: String
    package var kind: Kind
    /// `raw`, `staging`, …; empty where there is none.
    package var layer: String
    package var materialization: String?
    /// `schema.identifier`; nil for what is no relation.
    package var relation: String?
    /// The file it was written in, relative to the project.
    package var path: String
    package var description: String
    /// Of the last run; nil when it was not part of it.
    package var status: ResultStatus?
    package var seconds: Double?
    /// Rows written.
    package var rows: Int?
    /// What the database or the run said.
    package var message: String?
    /// What the suites of the relation found; nil where there are none.
    package var gate: Gate?
    /// Columns whose values are never shown (tagged `pii`).
    package var hiddenColumns: [String]

    package init(
      id: String, name: String, kind: Kind, layer: String = "", materialization: String? = nil,
      relation: String? = nil, path: String = "", description: String = "",
      status: ResultStatus? = nil, seconds: Double? = nil, rows: Int? = nil,
      message: String? = nil, gate: Gate? = nil, hiddenColumns: [String] = []
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.layer = layer
      self.materialization = materialization
      self.relation = relation
      self.path = path
      self.description = description
      self.status = status
      self.seconds = seconds
      self.rows = rows
      self.message = message
      self.gate = gate
      self.hiddenColumns = hiddenColumns
    }
  }

  package init(nodes: [Node], edges: [Edge], layers: [String] = Self.usualLayers) {
    self.nodes = nodes
    self.edges = edges
    self.layers = layers
  }

  package static let usualLayers = ["raw", "staging", "intermediate", "marts", "exposures"]

  /// The layers that have nodes, in their order.
  package var usedLayers: [String] {
    let used = nodes.map(\.layer).filter { !$0.isEmpty }
    var order: [String] = layers.filter(used.contains)
    for layer in used where !order.contains(layer) { order.append(layer) }
    return order
  }
}
