/// What is different from the run before.
struct ChangesSection {
  let report: PreparedReport
  private let shown = 6

  init(_ report: PreparedReport) { self.report = report }

  var html: [HTML] {
    let changes = report.changes
    guard let since = changes.since else { return [] }
    let lists = [
      ("Newly broken", Tone.bad, changes.broken), ("Mended", .good, changes.mended),
      ("Still broken", .warning, changes.standing), ("New checks", .note, changes.added),
    ].filter { !$0.2.isEmpty }
    return [
      Pieces.section(
        "changes", "Changes", lead: "Compared with the run of \(Wording.moment(since))."
      ) {
        if lists.isEmpty {
          tag("p", .class("card calm")) { "Every check ended as it did before." }
        } else {
          tag("div", .class("columns")) {
            for (title, tone, checks) in lists { list(title, tone, checks) }
          }
        }
      }
    ]
  }

  private func place(of check: Check) -> String {
    report.relations.first { $0.checks.contains { $0.id == check.id } }?.relation ?? ""
  }

  /// The number of the run before and of this one, if they differ.
  private func change(of check: Check) -> String {
    guard let past = report.previousRun?.metrics[check.id], let now = check.metric,
      past != now
    else { return "" }
    return " · \(Wording.number(past)) → \(Wording.number(now))"
  }

  private func list(_ title: String, _ tone: Tone, _ checks: [Check]) -> HTML {
    tag("div", .class("card")) {
      tag("h3") {
        Pieces.badge(tone, title)
        tag("span", .class("muted")) { " \(Wording.count(checks.count))" }
      }
      tag("ul", .class("plain")) {
        for check in checks.prefix(shown) {
          tag("li") {
            tag("a", .link(to: Anchor.check(check.id))) { Pieces.sentence(check.sentence) }
            tag("small", .class("muted")) { place(of: check) + change(of: check) }
          }
        }
        if checks.count > shown {
          tag("li", .class("muted")) { "and \(Wording.count(checks.count - shown)) more" }
        }
      }
    }
  }
}
