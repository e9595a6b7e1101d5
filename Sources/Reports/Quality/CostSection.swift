/// What the checks cost: statements, scans and time of each relation.
struct CostSection {
  let report: PreparedReport

  init(_ report: PreparedReport) { self.report = report }

  var html: [HTML] {
    let relations = report.relations.filter { $0.statements > 0 }
      .sorted { ($1.seconds, $0.relation) < ($0.seconds, $1.relation) }
    guard let slowest = relations.first else { return [] }
    return [
      Pieces.section(
        "cost", "Cost",
        lead:
          "Checks that can share a pass over a table do: a scan is one such pass, samples included."
      ) {
        tag("div", .class("card flush")) {
          Pieces.table(
            "Statements, scans and time by relation", class: "cost",
            columns: [
              ("Relation", ""), ("Checks", "num"), ("Statements", "num"), ("Scans", "num"),
              ("Time", "num"), ("", "bar"),
            ]
          ) {
            tag("tbody") { for relation in relations { row(relation, slowest.seconds) } }
          }
        }
      }
    ]
  }

  private func row(_ relation: RelationReport, _ most: Double) -> HTML {
    tag("tr") {
      tag("th", .scope("row")) {
        tag("a", .link(to: relation.anchor)) { relation.relation }
      }
      Pieces.cell("Checks", "num") { Wording.count(relation.checks.count) }
      Pieces.cell("Statements", "num") { Wording.count(relation.statements) }
      Pieces.cell("Scans", "num") { Wording.count(relation.scans) }
      Pieces.cell("Time", "num") { Wording.seconds(relation.seconds) }
      Pieces.cell("", "bar") {
        tag(
          "svg", .attribute("viewBox", "0 0 100 6"), .attribute("preserveAspectRatio", "none"),
          .hiddenFromReaders
        ) {
          tag(
            "rect", .number("width", most > 0 ? max(1, 100 * relation.seconds / most) : 0),
            .number("height", 6), .number("rx", 3))
        }
      }
    }
  }
}
