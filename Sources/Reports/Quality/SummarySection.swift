import Artifacts

/// What is wrong, where, how many rows: to be read in ten seconds.
struct SummarySection {
  let report: PreparedReport
  private let shown = 8

  init(_ report: PreparedReport) { self.report = report }

  var html: HTML {
    let verdict = Verdict(report)
    return tag("section", .id("summary"), .attribute("aria-labelledby", "verdict")) {
      tag("div", .class("verdict \(verdict.tone.rawValue)")) {
        tag("span", .class("seal"), .hiddenFromReaders) { verdict.tone.sign }
        tag("div") {
          tag("h1", .id("verdict")) { verdict.headline }
          if !verdict.consequence.isEmpty { tag("p") { verdict.consequence } }
        }
      }
      problems
      tiles
      layers
    }
  }

  private var problems: [HTML] {
    let checks = report.problems
    let nodes = report.failedNodes
    guard !checks.isEmpty || !nodes.isEmpty else { return [] }
    let rest = checks.count + nodes.count - shown
    return [
      tag("ol", .class("problems"), .label("What is wrong, worst first")) {
        for node in nodes.prefix(shown) { problem(node) }
        for problem in checks.prefix(max(0, shown - nodes.count)) {
          self.problem(problem.relation, problem.check)
        }
      }
    ]
      + (rest > 0
        ? [
          tag("p", .class("more")) {
            tag("a", .link(to: "relations")) { "and \(Wording.count(rest)) more below" }
          }
        ] : [])
  }

  private func problem(_ relation: RelationReport, _ check: Check) -> HTML {
    tag("li") {
      tag("a", .link(to: Anchor.check(check.id))) {
        Pieces.badge(check.state)
        tag("span", .class("where")) {
          tag("b") { Pieces.breakable(relation.relation) }
        }
        tag("span", .class("what")) {
          // What its author says a check is about says more than its rule.
          Pieces.sentence(check.description ?? check.sentence)
          tag("small", .class("since")) { since(check) }
        }
        tag("span", .class("much")) { magnitude(check) }
      }
    }
  }

  private func since(_ check: Check) -> String {
    if let start = report.problemSince(check) { return "since \(Wording.minute(start))" }
    return report.isKnown(check) ? "new in this run" : "checked for the first time"
  }

  private func problem(_ node: Lineage.Node) -> HTML {
    tag("li") {
      tag("a", .link(to: "nodes")) {
        Pieces.badge(.bad, node.status?.rawValue ?? "")
        tag("span", .class("where")) { tag("b") { node.name } }
        tag("span", .class("what")) {
          Pieces.sentence(
            node.message?.split(separator: "\n").first.map(String.init) ?? "the node failed")
        }
        tag("span", .class("much")) { node.kind.title }
      }
    }
  }

  private func magnitude(_ check: Check) -> [HTML] {
    if let unexpected = check.unexpected {
      let share = check.considered.flatMap { Wording.percentage(unexpected, of: $0) }
      return [
        tag("b") { Wording.count(unexpected, "row") },
        tag("small") { share.map { $0 + " of those checked" } ?? "" },
      ]
    }
    guard let finding = check.finding else { return [] }
    if check.expectation == "unexpected_rows_expectation" {
      return [
        tag("b") { "\(finding) \(finding == "1" ? "row" : "rows")" },
        tag("small") { "found by its query" },
      ]
    }
    return [tag("b") { finding }, tag("small") { "observed" }]
  }
}

extension SummarySection {
  private var tiles: HTML {
    let checks = report.checks
    let built = report.lineage.nodes.filter { $0.status != nil }
    let passed = checks.count { $0.state == .pass }
    let succeeded = built.count { $0.status?.tone == .good }
    let rows = built.compactMap(\.rows).reduce(0, +)
    let statements = report.relations.map(\.statements).reduce(0, +)
    let scans = report.relations.map(\.scans).reduce(0, +)
    return tag("dl", .class("tiles")) {
      tile("Checks passed", "\(Wording.count(passed))", "of \(Wording.count(checks.count))", states)
      tile(
        "Nodes that ran well", Wording.count(succeeded), "of \(Wording.count(built.count))", nil)
      tile("Rows written", Wording.count(rows), "", nil)
      tile(
        "Statements of the checks", Wording.count(statements),
        "in \(Wording.count(scans, "scan"))", nil)
    }
  }

  private func tile(_ title: String, _ value: String, _ rest: String, _ picture: HTML?) -> HTML {
    tag("div") {
      tag("dt") { title }
      tag("dd") {
        tag("b") { value }
        if !rest.isEmpty { tag("span", .class("muted")) { " " + rest } }
        if let picture { picture }
      }
    }
  }

  /// A bar of all checks, cut by their states; worst at the left.
  private var states: HTML {
    let counts = CheckState.allCases.reversed().map { (state: $0, count: report.checks(in: $0)) }
    let total = Double(max(1, report.checks.count))
    return tag(
      "svg", .class("share"), .attribute("viewBox", "0 0 100 6"),
      .attribute("preserveAspectRatio", "none"), .hiddenFromReaders
    ) {
      for (place, part) in counts.enumerated() where part.count > 0 {
        let before = counts[..<place].reduce(0) { $0 + $1.count }
        tag(
          "rect", .number("x", 100 * Double(before) / total),
          .number("width", 100 * Double(part.count) / total), .number("height", 6),
          .class("fill-\(part.state.tone.rawValue)"))
      }
    }
  }

  /// Checks by layer and severity.
  private var layers: [HTML] {
    let order = report.model.lineage.usedLayers
    var names = order.filter { layer in report.relations.contains { $0.layer == layer } }
    if report.relations.contains(where: { !order.contains($0.layer) }) { names.append("") }
    guard !names.isEmpty else { return [] }
    return [
      tag("div", .class("card flush")) {
        Pieces.table(
          "Checks by layer and severity", class: "matrix",
          columns: [
            ("Layer", ""), ("Critical", "num"), ("Warning", "num"), ("Remark", "num"),
            ("Not evaluated", "num"), ("Passed", "num"), ("Rows not as expected", "num"),
          ]
        ) {
          tag("tbody") { for name in names { layer(name, order) } }
        }
      }
    ]
  }

  private func layer(_ name: String, _ order: [String]) -> HTML {
    let checks = report.relations
      .filter { name.isEmpty ? !order.contains($0.layer) : $0.layer == name }
      .flatMap(\.checks)
    func count(_ state: CheckState) -> Int { checks.count { $0.state == state } }
    let rows = checks.filter(\.state.isProblem).compactMap(\.unexpected).reduce(0, +)
    return tag("tr") {
      tag("th", .scope("row")) { name.isEmpty ? "elsewhere" : name }
      for state in [CheckState.fail, .warn, .info, .error] { number(count(state), state) }
      Pieces.cell("Passed", "num") { Wording.count(count(.pass)) }
      Pieces.cell("Rows not as expected", "num") { rows == 0 ? "–" : Wording.count(rows) }
    }
  }

  private func number(_ count: Int, _ state: CheckState) -> HTML {
    Pieces.cell(state.word, "num") {
      if count > 0 {
        tag("span", .class("count \(state.tone.rawValue)")) { Wording.count(count) }
      } else {
        tag("span", .class("muted")) { "–" }
      }
    }
  }
}
