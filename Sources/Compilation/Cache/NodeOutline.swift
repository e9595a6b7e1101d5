package import PlainData
package import ProjectLoading

/// What selections and listings ask of a node: either the node itself answers, or the catalogue of an
/// earlier parse.
///
/// To let them ask for more, add the answer here and the field in `NodeCatalogue+Writing`.
package struct NodeOutline: Sendable {
  private enum Origin: Sendable {
    case node(Node)
    case catalogue(NodeCatalogue, NodeCatalogue.Record)
  }

  private let origin: Origin

  package init(_ node: Node) { origin = .node(node) }

  init(_ catalogue: NodeCatalogue, _ record: NodeCatalogue.Record) {
    origin = .catalogue(catalogue, record)
  }

  private func answer<Answer>(
    _ ofNode: (Node) -> Answer, _ ofRecord: (NodeCatalogue, NodeCatalogue.Record) -> Answer
  ) -> Answer {
    switch origin {
    case .node(let node): ofNode(node)
    case .catalogue(let catalogue, let record): ofRecord(catalogue, record)
    }
  }

  package var uniqueID: String { answer(\.uniqueID) { $0.text($1[.uniqueID]) } }
  package var type: ResourceType { answer(\.type) { $0.type($1[.type]) } }
  package var name: String { answer(\.name) { $0.text($1[.name]) } }
  package var package: String { answer(\.package) { $0.text($1[.package]) } }
  package var fqn: [String] { answer(\.fqn) { $0.texts($1[.fqn]) } }
  package var tags: [String] { answer(\.tags) { $0.texts($1[.tags]) } }
  package var file: FilePlace { answer(\.file) { $0.place($1[.file]) } }
  /// The YAML file that describes the node.
  package var describedIn: FilePlace? {
    answer(\.describedIn) { $0.optional($1[.describedIn], $0.place) }
  }
  /// The configs after all levels have been merged.
  package var config: PlainMap { answer(\.config.values) { $0.map($1[.config]) } }
  package var version: PlainValue? {
    answer(\.version) { $0.optional($1[.version], $0.value) }
  }
  package var latestVersion: PlainValue? {
    answer(\.latestVersion) { $0.optional($1[.latestVersion], $0.value) }
  }
  /// Of a table of a source: the source.
  package var sourceName: String? {
    answer(\.sourceName) { $0.optional($1[.sourceName], $0.text) }
  }
  /// Of a generic test: its name without `test_`.
  package var testName: String? {
    answer(\.testName) { $0.optional($1[.testName], $0.text) }
  }
  /// Whether it is made of a template of its own: a singular test among tests.
  package var isTemplate: Bool { answer(\.isTemplate) { $1[.isTemplate] == 1 } }
}

extension NodeOutline {
  /// Whether its SQL is the text of a file, and nothing else of it is.
  var isText: Bool { type == .model || type == .analysis || isTemplate }
  package var isVersioned: Bool { version != nil }
  package var isLatestVersion: Bool { version.map { $0 == latestVersion } ?? false }
  package var searchName: String { version.map { "\(name).v\($0.versionText)" } ?? name }
  package var group: String? { config["group"]?.string }

  /// As `Node.access`.
  package var access: String? {
    type.isModel ? config["access"]?.string ?? "protected" : nil
  }
}

extension Node {
  var sourceName: String? {
    if case .source(let table) = body { table.sourceName } else { nil }
  }

  var testName: String? {
    if case .genericTest(let test) = body { test.testName } else { nil }
  }

  var isTemplate: Bool { if case .template = body { true } else { false } }
}
