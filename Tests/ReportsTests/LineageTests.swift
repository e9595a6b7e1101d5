import Artifacts
import Diagnostics
import PlainData
import Reports
import TestSupport
import Testing

struct LineageTests {
  static let hostile = Lineage(
    nodes: [
      Lineage.Node(id: "a\"b\\", name: "\"]; x -> y;\\N & <b>&lt;\n#35;\u{0}", kind: .model),
      Lineage.Node(id: "b", name: "</script><img src=x>", kind: .source, layer: "l\"]; }"),
    ],
    edges: [Lineage.Edge(from: "a\"b\\", to: "b")])

  @Test func dot() throws {
    try Golden.expect(
      Samples.lineage.dot(title: "energy"), matches: "../Fixtures/reports/lineage.dot")
  }

  @Test func mermaid() throws {
    try Golden.expect(Samples.lineage.mermaid(), matches: "../Fixtures/reports/lineage.mmd")
  }

  @Test func json() throws {
    try Golden.expect(
      JSON.text(Samples.lineage.plain, layout: .pretty()) + "\n",
      matches: "../Fixtures/reports/lineage.json")
  }

  @Test func hostileNamesStayNames() throws {
    try Golden.expect(Self.hostile.dot(), matches: "../Fixtures/reports/hostile.dot")
    try Golden.expect(Self.hostile.mermaid(), matches: "../Fixtures/reports/hostile.mmd")
  }

  @Test(.enabled(if: Program.graphviz != nil, "graphviz is not installed: no `dot` to draw with"))
  func graphvizDrawsEveryNode() async throws {
    let dot = try #require(Program.graphviz)
    for lineage in [Samples.lineage, Self.hostile] {
      let result = try await ChildProcess(dot, ["-Tplain"], stdin: lineage.dot()).wait()
      #expect(result.end == .exit(0))
      #expect(result.stderr.isEmpty)
      let kinds = result.stdout.split(separator: "\n").map { $0.prefix { $0 != " " } }
      let legend = Set(lineage.nodes.map { "\($0.status?.rawValue ?? "")" }).count
      #expect(kinds.count { $0 == "node" } > lineage.nodes.count)
      #expect(kinds.count { $0 == "node" } <= lineage.nodes.count + legend)
    }
  }

  @Test func layersInTheOrderOfTheFlow() {
    #expect(Samples.lineage.usedLayers == ["raw", "staging", "intermediate", "marts"])
    let other = Lineage(
      nodes: [
        Lineage.Node(id: "a", name: "a", kind: .model, layer: "gold"),
        Lineage.Node(id: "b", name: "b", kind: .model, layer: "raw"),
        Lineage.Node(id: "c", name: "c", kind: .model),
      ], edges: [])
    #expect(other.usedLayers == ["raw", "gold"])
  }

  @Test func ofAManifest() throws {
    let text = try FileAccess.text(
      of: Repository.path("Tests/Fixtures/artifacts/manifest_compiled.json"))
    let results = try FileAccess.text(
      of: Repository.path("Tests/Fixtures/artifacts/run_results.json"))
    let lineage = Lineage(
      Manifest(reading: try Self.read(text)), results: RunResults(reading: try Self.read(results)))
    let nodes = Dictionary(uniqueKeysWithValues: lineage.nodes.map { ($0.id, $0) })
    let orders = try #require(nodes["model.sink.orders"])
    #expect(orders.relation == "sink.orders")
    #expect(orders.status == .success)
    #expect(orders.rows == 2)
    #expect(orders.hiddenColumns == ["id"])
    #expect(nodes["source.sink.ext.things"]?.layer == "raw")
    #expect(nodes["model.sink.eph"]?.relation == nil)
    #expect(nodes["exposure.sink.dash"]?.layer == "exposures")
    #expect(nodes.keys.contains { $0.hasPrefix("test.") } == false)
    #expect(lineage.edges.contains(.init(from: "model.sink.orders", to: "exposure.sink.dash")))
  }

  private static func read(_ text: String) throws -> PlainValue {
    try JSON.read(.init(path: "artifact.json", text: text))
  }
}

/// Programs of the machine that some tests want.
enum Program {
  static let graphviz = find(["/usr/bin/dot", "/usr/local/bin/dot"])
  /// The headless one: the others need `--headless`, and are never narrower than 500 pixels.
  static let chromium = find(["/usr/bin/chromium-headless-shell"])

  private static func find(_ paths: [String]) -> String? { paths.first(where: FileAccess.exists) }
}
