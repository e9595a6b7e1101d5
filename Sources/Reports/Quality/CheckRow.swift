import PlainData

/// One check in the table of its relation, and the evidence under it when something is wrong.
struct CheckRow {
  let report: PreparedReport
  let relation: RelationReport
  let check: Check

  init(_ report: PreparedReport, _ relation: RelationReport, _ check: Check) {
    self.report = report
    self.relation = relation
    self.check = check
  }

  /// The column's name stands on the first row of its group; screen readers hear it on every row.
  @HTMLBuilder
  func html(column: String?, startsGroup: Bool) -> [HTML] {
    tag(
      "tr", .class("check"), .id(Anchor.check(check.id)),
      .attribute("data-state", check.state.rawValue),
      .attribute("data-text", searchText(column))
    ) {
      tag("th", .scope("row"), .class(startsGroup ? "column" : "column again")) {
        if let column {
          tag("code") { column }
        } else {
          tag("span", .class("muted")) { "whole relation" }
        }
      }
      Pieces.cell("Check") {
        tag("span", .class("sentence")) { Pieces.sentence(check.sentence) }
        if check.severity != "critical" { tag("span", .class("tag")) { check.severity } }
        if let description = check.description, description != check.sentence {
          tag("span", .class("why")) { description }
        }
      }
      Pieces.cell("Result") { Pieces.badge(check.state) }
      Pieces.cell("Observed", "num") { observed }
      Pieces.cell("Threshold") { Threshold(check).text }
      Pieces.cell("Trend", "trend") { Sparkline(report.trend(of: check), of: check).html }
    }
    if check.state.isProblem, let evidence = Evidence(check).html {
      tag("tr", .class("evidence"), .attribute("data-of", Anchor.check(check.id))) {
        tag("td", .span(columns: 6)) { evidence }
      }
    }
  }

  /// The rows that break the rule, and under them of how many; or the value that was found.
  @HTMLBuilder
  private var observed: [HTML] {
    if let unexpected = check.unexpected, let considered = check.considered {
      let share = unexpected == 0 ? nil : Wording.percentage(unexpected, of: considered)
      tag("span") { unexpected == 0 ? "0 rows" : Wording.count(unexpected, "row") }
      tag("small", .class("under")) {
        "\(share.map { $0 + " " } ?? "")of \(Wording.count(considered))"
      }
    } else {
      tag("span", .class("value")) { check.finding ?? "–" }
    }
  }

  private func searchText(_ column: String?) -> String {
    [relation.relation, column ?? "", check.sentence, check.expectation]
      .joined(separator: " ").lowercased()
  }
}

/// Why a check is not met: the error, some failing rows, the SQL that finds them all.
struct Evidence {
  let check: Check

  init(_ check: Check) { self.check = check }

  /// nil when there is nothing to show.
  var html: HTML? {
    guard check.error != nil || check.sample != nil || check.query != nil else { return nil }
    return tag("div", .class("proof")) {
      if let error = check.error {
        tag("div") {
          tag("h4") { "Why it could not be evaluated" }
          tag("pre", .class("error")) { error }
        }
      }
      if let sample = check.sample { rows(sample) }
      if let query = check.query { sql(query) }
    }
  }

  private func rows(_ sample: Check.Sample) -> HTML {
    let all = check.unexpected ?? sample.rows.count
    let shown = sample.rows.prefix(20)
    let title =
      all > shown.count
      ? "\(shown.count) of \(Wording.count(all)) rows that are not as expected"
      : "Rows that are not as expected"
    return tag("div") {
      tag("h4") { title }
      Pieces.table(title, class: "sample", columns: sample.columns.map { ($0, "") }) {
        tag("tbody") {
          for row in shown {
            tag("tr") { for value in row { cell(value) } }
          }
        }
      }
    }
  }

  private func cell(_ value: PlainValue) -> HTML {
    switch value {
    case .null: tag("td") { tag("span", .class("null")) { "NULL" } }
    case .int(let number): tag("td", .class("num")) { String(number) }
    case .double(let number): tag("td", .class("num")) { "\(number)" }
    case .string(Check.concealed): tag("td") { tag("span", .class("null")) { Check.concealed } }
    case .string(let text): tag("td") { tag("span", .class("value")) { text } }
    default: tag("td") { tag("span", .class("value")) { Wording.value(value) } }
    }
  }

  private func sql(_ query: String) -> HTML {
    tag("div", .class("sql")) {
      tag("h4") { "SQL that finds them all" }
      tag("pre", .attribute("tabindex", "0")) { tag("code") { query } }
      tag("button", .attribute("type", "button"), .class("copy"), .flag("hidden")) { "Copy" }
    }
  }
}
