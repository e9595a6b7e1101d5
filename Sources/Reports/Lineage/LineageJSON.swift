import Artifacts
package import PlainData

extension Lineage {
  /// `{"layers": […], "nodes": [{"id", "name", "kind", "layer", …}], "edges": [{"from", "to"}]}`
  package var plain: PlainValue {
    [
      "layers": .list(usedLayers.map { .string($0) }),
      "nodes": .list(nodes.map(\.plain)),
      "edges": .list(edges.map { ["from": .string($0.from), "to": .string($0.to)] }),
    ]
  }
}

extension Lineage.Node {
  fileprivate var plain: PlainValue {
    func text(_ text: String?) -> PlainValue { text.map { .string($0) } ?? .null }
    return [
      "id": .string(id), "name": .string(name), "kind": .string(kind.rawValue),
      "layer": layer.isEmpty ? .null : .string(layer), "materialization": text(materialization),
      "relation": text(relation), "path": .string(path), "status": text(status?.rawValue),
      "seconds": seconds.map { .double($0) } ?? .null, "rows": rows.map { .int($0) } ?? .null,
      "gate": gate.map {
        [
          "status": .string($0.state.rawValue), "problems": .int($0.problems),
          "checks": .int($0.checks),
        ]
      } ?? .null,
    ]
  }
}
