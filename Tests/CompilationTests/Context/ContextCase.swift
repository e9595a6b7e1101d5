import TestSupport

/// One template of `Tests/Fixtures/context/cases` and what dbt makes of it.
struct ContextCase: Sendable {
  var name: String
  var template: String
  /// nil where dbt refuses the template.
  var expected: String?

  /// As the recording script gives it to dbt: what is refused is rendered while executing only.
  var source: String {
    expected == nil ? "{% if execute %}\(template){% endif %}" : template
  }

  static func all(in fixture: Fixture) throws -> [ContextCase] {
    var cases: [ContextCase] = []
    var isTemplate = false
    for line in try fixture.text().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        cases.append(ContextCase(name: String(line.dropFirst(4)), template: "", expected: ""))
        isTemplate = true
      } else if line == "--- text" || line == "--- error" {
        if line == "--- error" { cases[cases.count - 1].expected = nil }
        isTemplate = false
      } else if isTemplate {
        cases[cases.count - 1].template += "\(line)\n"
      } else {
        cases[cases.count - 1].expected?.append("\(line)\n")
      }
    }
    return cases
  }
}
