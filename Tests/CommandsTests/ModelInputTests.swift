import TestSupport
import Testing

/// Odd and wrong input of the Swift models: a message with its place, or the result that is documented;
/// the same on both databases.
///
/// A fixture is one text: `--- path` before each file, `--- rows` before each query whose result is shown,
/// `--- said` before what is expected.
@Suite(.requiresPostgres)
struct ModelInputTests {
  static let root = Repository.path("Tests/Fixtures/model_inputs")

  @Test(
    arguments: Fixture.all(in: root, withExtension: "txt"), SampleProject.Database.allCases)
  func hasItsMessageOrItsResult(fixture: Fixture, database: SampleProject.Database) async throws {
    let text = try fixture.text()
    let given = text.split(separator: "--- said\n")[0]
    let project = try SampleProject(database)
    let parts = FilesInText(String(given))
    let queries = parts.files.filter { $0.key.hasPrefix("rows") }.sorted { $0.key < $1.key }
    try project.write(parts.files.filter { !$0.key.hasPrefix("rows") })
    let result = try await project.run("run")
    let said = RefusalTests.problems(in: result.text, folder: project.folder.path)
      .replacing(project.schema + ".", with: "main.")
    var shown = ""
    for query in queries where result.exitCode == 0 {
      shown += try await project.rows(query.value) + "\n"
    }
    try Golden.expect(
      given + "--- said\n" + (result.exitCode == 0 ? shown : said), matches: fixture.path)
    #expect([0, 1, 2].contains(result.exitCode), "\(result.text)")
  }
}
