import Artifacts

/// Everything that was built, with what the database said.
struct NodesSection {
  let report: PreparedReport

  init(_ report: PreparedReport) { self.report = report }

  var html: HTML {
    let layers = report.model.lineage.usedLayers
    func rank(_ node: Lineage.Node) -> Int { layers.firstIndex(of: node.layer) ?? layers.count }
    let nodes = report.lineage.nodes.sorted { (rank($0), $0.name) < (rank($1), $1.name) }
    return Pieces.section("nodes", "Nodes") {
      tag("div", .class("card flush")) {
        Pieces.table(
          "Sources, seeds, models, snapshots and exposures", class: "nodes",
          columns: [
            ("Name", ""), ("Layer", ""), ("Kind", ""), ("Result", ""), ("Rows", "num"),
            ("Time", "num"), ("Message", "message"),
          ]
        ) {
          tag("tbody") { for node in nodes { row(node) } }
        }
      }
    }
  }

  private func row(_ node: Lineage.Node) -> HTML {
    tag("tr") {
      tag("th", .scope("row")) {
        tag("span", .class("name")) { node.name }
        if !node.path.isEmpty { tag("small", .class("muted path")) { node.path } }
      }
      Pieces.cell("Layer") { node.layer.isEmpty ? "–" : node.layer }
      Pieces.cell("Kind") { node.details }
      Pieces.cell("Result") {
        Pieces.badge(node.status?.tone ?? .unknown, node.statusWord)
      }
      Pieces.cell("Rows", "num") { node.rows.map { Wording.count($0) } ?? "–" }
      Pieces.cell("Time", "num") { node.seconds.map(Wording.seconds) ?? "–" }
      Pieces.cell("Message", "message") { message(node.message ?? "") }
    }
  }

  private func message(_ text: String) -> [HTML] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, lines.count > 1 else { return [.text(text)] }
    return [
      tag("details") {
        tag("summary") { String(first) }
        tag("pre") { text }
      }
    ]
  }
}
