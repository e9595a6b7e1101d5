import Artifacts

/// The one sentence that a reader must take away.
struct Verdict {
  let tone: Tone
  let headline: String
  /// What follows from it; empty when all is well.
  let consequence: String

  init(_ report: PreparedReport) {
    let failed = report.checks(in: .fail)
    let errors = report.checks(in: .error)
    let warnings = report.checks(in: .warn)
    let nodes = report.failedNodes.count
    consequence = Self.consequence(report)
    if failed + errors + nodes > 0 {
      tone = .bad
      let parts = [
        failed > 0 ? Wording.count(failed, "check") + " failed" : nil,
        errors > 0 ? Wording.count(errors, "check") + " could not be evaluated" : nil,
        nodes > 0 ? Wording.count(nodes, "node") + " failed" : nil,
      ]
      headline = Self.sentence(parts.compactMap { $0 })
    } else if warnings > 0 {
      tone = .warning
      headline = "Nothing critical failed, with " + Wording.count(warnings, "warning")
    } else if report.checks.isEmpty {
      tone = report.lineage.nodes.contains { $0.status != nil } ? .good : .unknown
      headline = tone == .good ? "The run succeeded; no checks were made" : "Nothing was run"
    } else {
      tone = .good
      headline = "All \(Wording.count(report.checks.count, "check")) passed"
    }
  }

  /// Where the rows are, and what was not built because of it.
  private static func consequence(_ report: PreparedReport) -> String {
    var sentences: [String] = []
    let blocking = report.problems.filter { $0.check.state == .fail }
    let rows = blocking.compactMap(\.check.unexpected).reduce(0, +)
    var layers: [String] = []
    for problem in blocking where !layers.contains(problem.relation.layer) {
      layers.append(problem.relation.layer)
    }
    let places = layers.filter { !$0.isEmpty }
    if rows > 0 {
      let verb = rows == 1 ? "breaks" : "break"
      let place = places.isEmpty ? "" : " in \(sentence(places))"
      sentences.append("\(Wording.count(rows, "row"))\(place) \(verb) a critical rule.")
    }
    let blocked = report.blockedNodes.map(\.name)
    if !blocked.isEmpty {
      let names = blocked.count > 3 ? Wording.count(blocked.count, "node") : sentence(blocked)
      sentences.append("\(names) \(blocked.count == 1 ? "was" : "were") not published.")
    }
    let skipped = report.skippedNodes.count
    if skipped > 0 {
      sentences.append(
        "\(Wording.count(skipped, "node")) downstream \(skipped == 1 ? "was" : "were") not rebuilt "
          + "and \(skipped == 1 ? "keeps" : "keep") the previous data.")
    }
    return sentences.joined(separator: " ")
  }

  /// `a`, `a and b`, `a, b and c`
  static func sentence(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
