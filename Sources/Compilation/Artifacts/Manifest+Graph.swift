import Artifacts
package import PlainData
import ProjectLoading
import Synchronization

extension Manifest: GraphSource {
  /// `graph` in templates: every resource as manifest.json has it, made when it is first asked for.
  package var graph: PlainMap {
    graphMemory.value {
      let sorted = all.sorted { $0.uniqueID < $1.uniqueID }
      let nodes = sorted.compactMap { node in
        ManifestNode(node, in: self, compiled: nil).map { (node, $0.plain) }
      }
      let groups = project.packages.flatMap { package in
        package.properties.groups.map { ManifestGroup($0, package: package.name).plain }
      }
      return [
        "exposures": entries(sorted.compactMap { ManifestExposure($0)?.plain }),
        "functions": entries(nodes.filter { $0.0.type == .function }.map(\.1)),
        "groups": entries(groups),
        "metrics": definitions(.metric, in: sorted),
        "nodes": entries(nodes.filter { $0.0.type != .function }.map(\.1)),
        "sources": entries(sorted.compactMap { ManifestSource($0, in: self)?.plain }),
        "semantic_models": definitions(.semanticModel, in: sorted),
        "saved_queries": definitions(.savedQuery, in: sorted),
        "unit_tests": entries(sorted.compactMap { ManifestUnitTest($0, in: self)?.plain }),
      ]
    }
  }

  private func entries(_ resources: [PlainMap]) -> PlainValue {
    .map(PlainMap(resources.map { ($0["unique_id"]?.string ?? "", .map($0)) }))
  }

  private func definitions(_ type: ResourceType, in nodes: [Node]) -> PlainValue {
    .map(
      PlainMap(
        nodes.compactMap { node in
          guard node.type == type, let map = node.definition(in: self) else { return nil }
          return (node.uniqueID, .map(map))
        }))
  }

  /// `model` in templates: one node as manifest.json has it.
  package func resource(_ id: String) -> PlainMap? {
    nodes[id].flatMap { ManifestNode($0, in: self, compiled: nil)?.plain }
  }
}

/// A value that is made once, by whoever asks first.
package final class Memory<Value: Sendable>: Sendable {
  private let state = Mutex<Value?>(nil)

  package init() {}

  package func value(_ make: () -> Value) -> Value {
    if let known = state.withLock({ $0 }) { return known }
    let made = make()
    state.withLock { $0 = made }
    return made
  }
}
