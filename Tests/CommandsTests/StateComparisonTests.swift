import TestSupport
import Testing

/// What `state:…` selects after edits of a project, compared with dbt's own answers, which
/// Tests/Reference/compare_states.py records.
struct StateComparisonTests {
  private static let root = Repository.path("Tests/Fixtures/states")

  @Test(arguments: Fixture.all(in: root + "/edits", withExtension: "txt"))
  func everyEditIsWhatItIsToDBT(edit: Fixture) async throws {
    let project = try TemporaryFolder()
    try project.copy(contentsOf: Self.root + "/project")
    let before = try await SwiftDBTExecutable.run(
      ["parse", "--target-path", "before"], in: project.path)
    try #require(before.exitCode == 0, "\(before.text)")

    var parts = FilesInText(try edit.text())
    let environment = Self.variables(parts.take("environment"))
    let options = Self.options(parts.take("options"))
    for (path, text) in parts.files {
      if text.hasPrefix("(removed)") {
        project.remove(path)
      } else {
        try project.write(text, to: path)
      }
    }
    let expected = try FileAccess.text(of: Self.root + "/expected/" + edit.name)
    for line in expected.split(separator: "\n") {
      let (question, answer) = Self.split(line, at: ":")
      // What nothing is the answer to is asked in `modified`, which all others are a part of.
      if answer.isEmpty, question != "modified" { continue }
      let result = try await SwiftDBTExecutable.run(
        ["ls", "--quiet", "--select", "state:\(question)", "--state", "before"]
          + ["--output", "json", "--output-keys", "unique_id", "--indirect-selection", "empty"]
          + options, in: project.path, environment: environment)
      let ids = result.stdout.split(separator: "\n").compactMap {
        $0.split(separator: "\"").dropFirst(3).first.map(String.init)
      }
      #expect(ids.sorted().joined(separator: " ") == answer, "\(question): \(result.text)")
    }
  }

  private static func split(_ line: Substring, at mark: Character) -> (String, String) {
    let parts = line.split(separator: mark, maxSplits: 1)
    return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
  }

  private static func variables(_ text: String?) -> [String: String] {
    let lines = text?.split(separator: "\n") ?? []
    return Dictionary(lines.map { split($0, at: "=") }, uniquingKeysWith: { _, last in last })
  }

  /// `--vars {kind: view}`: everything after the first word is its value.
  private static func options(_ text: String?) -> [String] {
    guard let line = text?.split(separator: "\n").first else { return [] }
    let (name, value) = split(line, at: " ")
    return [name, value]
  }
}
