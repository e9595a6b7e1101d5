import TestSupport
import Testing

/// `deps` with packages of every kind. Archives and the hub are files, which `curl` reads as it reads
/// the network.
struct DepsTests {
  private let project: SampleProject
  /// Where the packages come from.
  private let origin: TemporaryFolder

  init() throws {
    project = try SampleProject()
    try project.write(["models/a.sql": "select 1 as id"])
    origin = try TemporaryFolder()
  }

  /// A package with one macro, which returns `answer`.
  private func write(_ name: String, in folder: String, answer: String) throws {
    try origin.write("name: \(name)\nversion: 1.0.0\n", to: folder + "/dbt_project.yml")
    try origin.write(
      "{% macro answer() %}\(answer){% endmacro %}", to: folder + "/macros/answer.sql")
  }

  private func shell(_ script: String) async throws {
    let result = try await ChildProcess("/bin/sh", ["-ec", script], in: origin.path).wait()
    try #require(result.exitCode == 0, "\(result.text)")
  }

  private func answers(_ packages: String...) async throws -> String {
    try project.write([
      "models/a.sql": "select "
        + packages.enumerated().map { "'{{ \($1).answer() }}' as a\($0)" }.joined(separator: ", ")
    ])
    let result = try await project.run("compile", "--select", "a", "--quiet")
    try #require(result.exitCode == 0, "\(result.text)")
    return result.stdout
  }

  @Test func installsTheFolderOfARepository() async throws {
    try write("inner", in: "repository/packages/inner", answer: "first")
    try await shell(
      """
      cd repository; git init -q; git config user.email a@example.org; git config user.name a
      git add .; git commit -qm one; git tag v1
      sed -i s/first/second/ packages/inner/macros/answer.sql; git commit -qam two
      """)
    let entry = "git: \(origin.path)/repository\n    subdirectory: packages/inner"
    try project.write(["packages.yml": "packages:\n  - \(entry)\n    revision: v1\n"])
    let first = try await project.run("deps")
    #expect(first.exitCode == 0, "\(first.text)")
    #expect(!first.text.contains("package-without-revision"))
    #expect(try await answers("inner").contains("'first'"))

    try project.write(["packages.yml": "packages:\n  - \(entry)\n"])
    let second = try await project.run("deps")
    #expect(second.exitCode == 0, "\(second.text)")
    #expect(second.text.contains("warning[package-without-revision]"))
    #expect(try await answers("inner").contains("'second'"))
    let lock = try project.folder.text(of: "package-lock.yml")
    #expect(lock.contains("subdirectory: packages/inner") && lock.contains("name: inner"))
    let refused = try await project.run("deps", "--upgrade", "--warn-error")
    #expect(refused.exitCode == 2, "\(refused.text)")
  }

  @Test func installsArchivesAndPackagesOfAHub() async throws {
    try write("packed", in: "packed-1.0", answer: "from an archive")
    try write("hubbed", in: "hubbed-1.1", answer: "from the hub")
    try await shell(
      "tar -czf packed.tar.gz packed-1.0; mkdir -p hub/api/v1/some; tar -czf hubbed.tar.gz hubbed-1.1"
    )
    func version(_ number: String) -> String {
      #""\#(number)": {"downloads": {"tarball": "file://\#(origin.path)/hubbed.tar.gz"}}"#
    }
    try origin.write(
      "{\"versions\": {\(["1.0.0", "1.1.0", "2.0.0", "1.2.0-rc1"].map(version).joined(separator: ", "))}}",
      to: "hub/api/v1/some/hubbed.json")
    try project.write([
      "packages.yml": """
      packages:
        - tarball: "file://{{ env_var('DBT_ENV_SECRET_PLACE') }}/packed.tar.gz"
          name: packed
        - package: some/hubbed
          version: [">=1.0.0", "<2.0.0"]
      """
    ])
    let environment = [
      "DBT_PACKAGE_HUB_URL": "file://\(origin.path)/hub/", "DBT_ENV_SECRET_PLACE": origin.path,
    ]
    let result = try await project.run("deps", environment: environment)
    #expect(result.exitCode == 0, "\(result.text)")
    let lock = try project.folder.text(of: "package-lock.yml")
    #expect(lock.contains("version: 1.1.0"), "\(lock)")
    #expect(!lock.contains(origin.path), "a secret stands in the lock: \(lock)")

    // The lock is enough: what it pins is fetched, and the secret is asked for again.
    project.folder.remove("dbt_packages")
    let again = try await project.run("deps", environment: environment)
    #expect(again.exitCode == 0, "\(again.text)")
    #expect(!again.text.contains("Updated package lock"))
    let models = try await SwiftDBTExecutable.run(
      ["parse", "--quiet"], in: project.folder.path, environment: environment)
    #expect(models.exitCode == 0, "\(models.text)")
  }

  @Test func saysWhichVersionsThereAre() async throws {
    try origin.write(#"{"versions": {"1.0.0": {}, "1.1.0": {}}}"#, to: "api/v1/some/hubbed.json")
    try project.write([
      "packages.yml": "packages:\n  - package: some/hubbed\n    version: \">=3.0.0\"\n"
    ])
    let environment = ["DBT_PACKAGE_HUB_URL": "file://\(origin.path)"]
    let result = try await project.run("deps", environment: environment)
    #expect(result.exitCode == 2)
    #expect(result.text.contains("no version of `some/hubbed` is in the range >=3.0.0"))
    #expect(result.text.contains("packages.yml:2:14"))
    #expect(result.text.contains("it has 1.0.0, 1.1.0"))
  }
}
