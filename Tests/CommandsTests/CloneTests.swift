import TestSupport
import Testing

/// `clone` from the artifacts of another target, or from its own.
struct CloneTests {
  /// The state is then the command's own manifest: nothing is to be done for what exists.
  @Test(arguments: SampleProject.Database.allCases)
  func fromTheTargetFolderItselfWarns(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(["models/a.sql": "select 1 as id", "models/b.sql": "select 2 as id"])
    _ = try await project.run("run", "--select", "a")
    let one = try await project.run("clone", "--state", "target", "--select", "a")
    #expect(one.exitCode == 0, "\(one.text)")
    #expect(one.text.contains("The state and target directories are the same: 'target'"))
    #expect(one.text.contains("PASS=1"))
    let both = try await project.run("clone", "--state", "target")
    #expect(both.exitCode == 1, "\(both.text)")
    #expect(both.text.contains("PASS=1 WARN=0 ERROR=1"))
    #expect(
      both.text.contains("does not exist, and the state has no other relation to clone it from"))
  }
}
