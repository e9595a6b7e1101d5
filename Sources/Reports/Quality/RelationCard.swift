/// One relation: what it is, and a table of its checks by column.
struct RelationCard {
  let report: PreparedReport
  let relation: RelationReport

  init(_ report: PreparedReport, _ relation: RelationReport) {
    self.report = report
    self.relation = relation
  }

  var html: HTML {
    var attributes: [HTML.Attribute] = [
      .class("card relation"), .id(relation.anchor), .attribute("data-layer", relation.layer),
    ]
    if relation.state >= .warn { attributes.append(.flag("open")) }
    return tag("details", with: attributes) {
      tag("summary") {
        Pieces.badge(relation.state.tone, relation.state.word)
        tag("h3") { relation.relation.isEmpty ? "no relation" : relation.relation }
        tag("span", .class("muted")) { facts }
        tag("span", .class("tally")) { tally }
      }
      about
      Pieces.table(
        "Checks on \(relation.relation)", class: "checks",
        columns: [
          ("Column", ""), ("Check", ""), ("Result", ""), ("Observed", "num"), ("Threshold", ""),
          ("Trend", "trend"),
        ]
      ) {
        for group in relation.byColumn { rows(group.title, group.checks) }
      }
    }
  }

  private var facts: String {
    let node = relation.node
    let parts = [
      relation.layer.isEmpty ? nil : relation.layer, node?.details,
      node?.rows.map { Wording.count($0, "row") },
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private var tally: String {
    CheckState.allCases.reversed().compactMap { state in
      let count = relation.checks.count { $0.state == state }
      return count == 0 ? nil : "\(Wording.count(count)) \(state.word)"
    }.joined(separator: ", ")
  }

  private var about: [HTML] {
    var lines = relation.descriptions
    if let description = relation.node?.description, !description.isEmpty {
      lines.insert(description, at: 0)
    }
    return lines.map { line in tag("p", .class("about")) { line } }
  }

  private func rows(_ title: String, _ checks: [Check]) -> HTML {
    tag("tbody") {
      for (place, check) in checks.enumerated() {
        CheckRow(report, relation, check).html(
          column: title.isEmpty ? nil : title, startsGroup: place == 0)
      }
    }
  }
}
