package import Compilation
import Diagnostics
package import Expectations
import ProjectLoading

/// The project's suites, by the node each of them describes.
package struct SuiteAssignments: Sendable {
  package let collection: SuiteCollection
  private let byNode: [String: [Suite]]

  package init() {
    collection = SuiteCollection()
    byNode = [:]
  }

  /// - Parameter collection: suites whose targets have been checked against the manifest.
  package init(_ collection: SuiteCollection, manifest: Manifest) {
    self.collection = collection
    var byNode: [String: [Suite]] = [:]
    for suite in collection.suites {
      if let id = Self.node(of: suite.target, in: manifest) {
        byNode[id, default: []].append(suite)
      }
    }
    self.byNode = byNode
  }

  package func suites(of nodeID: String) -> [Suite] { byNode[nodeID] ?? [] }
  package func guards(_ nodeID: String) -> Bool { byNode[nodeID] != nil }
  package var guardedNodes: [String] { byNode.keys.sorted() }

  /// The unique id that a suite's target means; nil when there is none.
  package static func node(of target: SuiteTarget, in manifest: Manifest) -> String? {
    try? manifest.references.resolve(reference(target), in: manifest.project.root.name)
  }

  package static func reference(_ target: SuiteTarget) -> Reference {
    switch target {
    case .ref(let name, let package, _):
      Reference(.ref(package: package, name: name, version: nil))
    case .source(let name, let table): Reference(.source(name: name, table: table))
    }
  }
}
