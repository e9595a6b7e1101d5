import Graph

/// The lineage as a drawing, with what the gates between the layers let through.
struct LineageSection {
  let report: PreparedReport
  /// A larger drawing shows nothing to anybody.
  private let limit = 250

  init(_ report: PreparedReport) { self.report = report }

  var html: HTML {
    let shown = excerpt
    return Pieces.section("lineage", "Lineage", lead: lead(shown)) {
      if shown.nodes.isEmpty {
        tag("p", .class("card calm")) { "There is nothing to draw." }
      } else {
        legend(shown)
        drawing(shown)
      }
    }
  }

  /// The whole lineage, or around its problems when it is too large to be read.
  private var excerpt: Lineage {
    let whole = report.lineage
    guard whole.nodes.count > limit else { return whole }
    let troubled = Set(
      whole.nodes.filter { $0.tone == .bad || $0.tone == .warning }.prefix(60).map(\.id))
    var near = troubled
    for edge in whole.edges {
      if troubled.contains(edge.from) { near.insert(edge.to) }
      if troubled.contains(edge.to) { near.insert(edge.from) }
    }
    let nodes = whole.nodes.filter { near.contains($0.id) }
    return Lineage(nodes: Array(nodes.prefix(limit)), edges: whole.edges, layers: whole.layers)
  }

  private func lead(_ shown: Lineage) -> String {
    let base =
      "From left to right. A sign at the right of a box is what the suites of the relation found; "
      + "dashed lines lead to what was not rebuilt, red ones from what stopped it."
    guard shown.nodes.count < report.lineage.nodes.count else { return base }
    return base
      + " Of \(Wording.count(report.lineage.nodes.count, "node")), those with problems and their "
      + "neighbours are drawn (\(Wording.count(shown.nodes.count)))."
  }

  private func legend(_ lineage: Lineage) -> HTML {
    tag("ul", .class("legend"), .label("Colours and signs")) {
      for tone in Tone.allCases where lineage.nodes.contains(where: { $0.tone == tone }) {
        tag("li") { Pieces.badge(tone, tone.meaning) }
      }
    }
  }

  private func drawing(_ lineage: Lineage) -> HTML {
    do throws(GraphCycle) {
      let picture = try LineagePicture(lineage)
      return tag(
        "div", .class("card picture"), .role("region"), .label("Lineage, scrollable"),
        .attribute("tabindex", "0")
      ) { picture.html }
    } catch {
      return tag("p", .class("card calm")) {
        "The lineage has a cycle and cannot be drawn: \(error.description)."
      }
    }
  }
}
