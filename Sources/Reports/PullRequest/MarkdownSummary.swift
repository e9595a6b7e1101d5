/// The verdicts of suites as Markdown for a pull request: what is wrong first, then a line a suite.
package struct MarkdownSummary {
  private let suites: [SuiteOutcome]

  package init(_ suites: [SuiteOutcome]) { self.suites = suites }

  package var text: String {
    let problems = suites.flatMap { suite in
      suite.checks.filter { $0.state.isProblem }.map { row(of: $0, in: suite) }
    }
    var parts = ["## Data quality: \(headline)"]
    if !problems.isEmpty {
      parts.append(
        (["| | relation | expectation | found |", "|---|---|---|---|"] + problems)
          .joined(separator: "\n"))
    }
    let table = suites.map { suite in
      let met = suite.checks.count { $0.state == .pass }
      return "| \(Self.cell(suite.name)) | \(Self.code(suite.relation)) | \(met) of "
        + "\(suite.checks.count) | \(suite.scans) | \(Wording.seconds(suite.seconds)) |"
    }
    parts.append(
      (["| suite | relation | met | scans | time |", "|---|---|---:|---:|---:|"] + table)
        .joined(separator: "\n"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var headline: String {
    let checks = suites.flatMap(\.checks)
    let failed = checks.count { $0.state == .fail || $0.state == .error }
    let warned = checks.count { $0.state == .warn }
    let passed = checks.count { $0.state == .pass }
    if failed == 0 && warned == 0 { return "all \(Wording.count(checks.count, "check")) passed" }
    return "\(Wording.count(failed, "check")) failed, \(warned) warned, \(passed) passed"
  }

  private func row(of check: Check, in suite: SuiteOutcome) -> String {
    let found = check.error.map { Self.cell($0) } ?? check.finding.map(Self.cell) ?? ""
    return "| \(check.state.rawValue) | \(Self.code(suite.relation)) | "
      + "\(Self.cell(check.sentence)) | \(found) |"
  }

  /// Values come from data: nothing of them is markup, and none ends the table's row.
  private static func cell(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|": result += "\\|"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "[", "]", "*", "_", "!", "#", "@": result += "\\\(character)"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }

  private static func code(_ text: String) -> String {
    "`\(text.filter { $0 != "`" && $0 != "|" && !$0.isNewline })`"
  }
}
