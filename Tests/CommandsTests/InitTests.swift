import TestSupport
import Testing

@Suite struct InitTests {
  @Test func makesAProjectThatBuilds() async throws {
    let folder = try TemporaryFolder()
    let made = try await SwiftDBTExecutable.run(["init", "fresh"], in: folder.path)
    #expect(made.exitCode == 0, "\(made.text)")
    let built = try await SwiftDBTExecutable.run(["build"], in: folder.path + "/fresh")
    #expect(built.exitCode == 0 && built.text.contains("ERROR=0"), "\(built.text)")
  }

  @Test func usesAProfileThatIsThere() async throws {
    let project = try SampleProject()
    let made = try await project.run("init", "fresh", "--profile", "shop")
    #expect(made.exitCode == 0, "\(made.text)")
    #expect(try project.folder.text(of: "fresh/dbt_project.yml").contains("\nprofile: shop\n"))
    #expect(!FileAccess.exists(project.folder.path("fresh/profiles.yml")))
    let built = try await SwiftDBTExecutable.run(
      ["build", "--profiles-dir", ".."], in: project.folder.path + "/fresh")
    #expect(built.exitCode == 0 && built.text.contains("ERROR=0"), "\(built.text)")
  }

  /// Nothing is written for a project that cannot be made.
  @Test(arguments: [
    (["init", "fresh", "--profile", "shap"], "did you mean `shop`?"),
    (["init", "fresh-1"], "a project is named with letters, digits and underscores"),
    (["init"], "needs a name for the project"),
    (["init", "models"], "`models` exists already"),
  ])
  func refuses(arguments: [String], said: String) async throws {
    let project = try SampleProject()
    try project.write(["models/one.sql": "select 1 as id"])
    let result = try await SwiftDBTExecutable.run(arguments, in: project.folder.path)
    #expect(result.exitCode == 2)
    #expect(result.text.contains(said), "\(result.text)")
    #expect(!FileAccess.exists(project.folder.path("fresh")))
  }
}
