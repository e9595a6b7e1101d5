import TestSupport
import Testing

/// `parse` of a project whose manifest is written already.
struct KnownManifestTests {
  private static func parse(
    _ project: SampleProject, _ more: [String] = [], environment: [String: String] = [:]
  ) async throws -> Bool {
    let result = try await SwiftDBTExecutable.run(
      ["parse"] + more, in: project.folder.path, environment: environment)
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(result.text.contains("gone"))
    return !result.text.contains("nothing has changed")
  }

  @Test func leavesTheManifestAsItIs() async throws {
    let project = try ParseCacheTests.project()
    #expect(try await Self.parse(project))
    let manifest = try project.folder.text(of: "target/manifest.json")
    #expect(try await !Self.parse(project))
    #expect(try project.folder.text(of: "target/manifest.json") == manifest)
    _ = try await project.run("ls", "--output", "json")
    #expect(try await !Self.parse(project))
  }

  @Test(arguments: [
    ["models/staging/a.sql": "{{ config(tags=['nightly']) }} select 3 as id"],
    ["models/staging/a.sql": "{{ config(tags=['daily']) }} select 1 as id"],
    ["models/about.md": "{% docs about %}another{% enddocs %}"],
    ["target/manifest.json": "{}"], ["target/semantic_manifest.json": "{}"],
    ["target/partial_parse.manifest": ""], ["target/partial_parse.swiftdbt": ""],
  ])
  func writesItWhereSomethingChanged(_ files: [String: String]) async throws {
    let project = try ParseCacheTests.project()
    #expect(try await Self.parse(project))
    try project.write(files)
    #expect(try await Self.parse(project))
    let kept = try project.folder.text(of: "target/manifest.json")
    #expect(kept.contains("select 3") == (files.values.contains { $0.contains("select 3") }))
    #expect(try await !Self.parse(project))
  }

  @Test func writesItAnewOtherwise() async throws {
    let project = try ParseCacheTests.project()
    #expect(try await Self.parse(project))
    #expect(try await Self.parse(project, ["--no-partial-parse"]))
    #expect(try await Self.parse(project, ["--vars", "{layer: gold}"]))
    #expect(try await Self.parse(project, environment: ["DBT_ENV_CUSTOM_ENV_X": "1"]))
    #expect(try await Self.parse(project, ["--target-path", "elsewhere"]))
    _ = try await project.run("compile", "--select", "a")
    #expect(try await Self.parse(project))
  }

  /// The text of a model changes between two commands that do not write the manifest.
  @Test func knowsWhatAListingHasSeen() async throws {
    let project = try ParseCacheTests.project()
    #expect(try await Self.parse(project))
    try project.write(["tests/rare.sql": "select 7 from {{ ref('c') }}"])
    _ = try await project.run("ls", "--no-write-json")
    #expect(try await Self.parse(project))
    #expect(try project.folder.text(of: "target/manifest.json").contains("select 7"))
  }

  /// Schedulers list a project and read its manifest.
  @Test func isWrittenByAListing() async throws {
    let project = try ParseCacheTests.project()
    _ = try await project.run("ls")
    #expect(try await !Self.parse(project))
    try project.write(["tests/rare.sql": "select 7 from {{ ref('c') }}"])
    _ = try await project.run("ls")
    #expect(try project.folder.text(of: "target/manifest.json").contains("select 7"))
    #expect(try await !Self.parse(project))
    _ = try await project.run("compile")
    _ = try await project.run("ls")
    #expect(try await !Self.parse(project))
  }
}
