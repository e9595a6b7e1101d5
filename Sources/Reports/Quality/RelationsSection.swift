/// Every relation with its checks, by column, and the filters over them.
struct RelationsSection {
  let report: PreparedReport

  init(_ report: PreparedReport) { self.report = report }

  var html: HTML {
    Pieces.section("relations", "Relations") {
      if report.relations.isEmpty {
        tag("p", .class("card calm")) { "No suite and no test ran." }
      } else {
        filters
        for relation in report.relations { RelationCard(report, relation).html }
        tag("p", .id("nothing"), .class("card calm"), .flag("hidden")) {
          "No check fits these filters."
        }
      }
    }
  }

  /// Shown by the script, which alone can filter.
  private var filters: HTML {
    tag("form", .class("filters"), .id("filters"), .role("search"), .flag("hidden")) {
      tag("label", .class("find")) {
        tag("span", .class("quiet")) { "Find text in relations, columns and checks" }
        tag(
          "input", .attribute("type", "search"), .id("find"), .attribute("placeholder", "Find…  /"),
          .attribute("autocomplete", "off"))
      }
      tag("label") {
        tag("span", .class("quiet")) { "Layer" }
        tag("select", .id("layer")) {
          tag("option", .attribute("value", "")) { "All layers" }
          for layer in layers { tag("option", .attribute("value", layer)) { layer } }
        }
      }
      tag("fieldset") {
        tag("legend", .class("quiet")) { "Result" }
        for state in CheckState.allCases.reversed() where report.checks(in: state) > 0 {
          tag("label", .class("chip \(state.tone.rawValue)")) {
            tag(
              "input", .attribute("type", "checkbox"), .attribute("name", "state"),
              .attribute("value", state.rawValue), .flag("checked"))
            tag("span") { "\(state.tone.sign) \(state.word) \(report.checks(in: state))" }
          }
        }
      }
      tag("button", .attribute("type", "button"), .id("unfold")) { "Open all" }
      tag("output", .id("found"), .attribute("aria-live", "polite")) { "" }
    }
  }

  private var layers: [String] {
    report.model.lineage.usedLayers.filter { layer in
      report.relations.contains { $0.layer == layer }
    }
  }
}
