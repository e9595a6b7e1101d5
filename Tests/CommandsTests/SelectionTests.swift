import TestSupport
import Testing

/// Selections compared with dbt's own answers, which Tests/Reference/compare_selections.py records.
struct SelectionTests {
  private static let folder = Repository.path("Tests/Fixtures/selections")

  @Test func everyExpressionMeansWhatItMeansToDBT() async throws {
    let project = try TemporaryFolder()
    try project.copy(contentsOf: Self.folder + "/project")
    let recorded = try FileAccess.text(of: Self.folder + "/expected.txt").split(separator: "\n")
    try #require(recorded.count >= 100)
    for index in stride(from: 0, to: recorded.count - 1, by: 2) {
      let words = recorded[index].split(separator: " ").map(String.init)
      let result = try await SwiftDBTExecutable.run(
        ["ls", "--quiet", "--output", "name"] + words, in: project.path)
      let names =
        result.exitCode == 0
        ? result.stdout.split(separator: "\n").sorted().joined(separator: " ")
        : "exit \(result.exitCode.map(String.init) ?? "by a signal")"
      #expect(names == recorded[index + 1].drop { $0 == " " }, "\(recorded[index])")
    }
  }
}
