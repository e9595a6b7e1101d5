import Artifacts
import PlainData
import TestSupport
import Testing

/// `parse` where only texts between tags have changed, beside a parse of everything.
struct RevisedManifestTests {
  private static let path = "target/manifest.json"

  private static func parse(_ project: SampleProject, _ more: String...) async throws -> String {
    let result = try await SwiftDBTExecutable.run(["parse"] + more, in: project.folder.path)
    #expect(result.exitCode == 0, "\(result.text)")
    return result.text
  }

  /// The manifest, without what differs from run to run.
  private static func manifest(_ project: SampleProject, _ path: String = path) throws -> PlainMap {
    var manifest = try #require(try ArtifactFile.read(project.folder.path(path))?.map)
    manifest["metadata"] = .map(timeless(try #require(manifest["metadata"]?.map)))
    for section in ["nodes", "macros", "sources"] {
      let entries = try #require(manifest[section]?.map)
      manifest[section] = .map(
        PlainMap(entries.map { ($0.key, .map(timeless($0.value.map ?? [:]))) }))
    }
    let disabled = try #require(manifest["disabled"]?.map)
    manifest["disabled"] = .map(
      PlainMap(
        disabled.map {
          ($0.key, .list(($0.value.list ?? []).map { .map(timeless($0.map ?? [:])) }))
        }))
    return manifest
  }

  private static func timeless(_ entry: PlainMap) -> PlainMap {
    let times = [
      "created_at", "generated_at", "invocation_id", "invocation_started_at", "run_started_at",
    ]
    return PlainMap(entry.filter { !times.contains($0.key) }.map { ($0.key, $0.value) })
  }

  private static func expectAsAnew(_ project: SampleProject) async throws {
    _ = try await parse(project, "--no-partial-parse", "--target-path", "anew")
    #expect(try manifest(project) == manifest(project, "anew/manifest.json"))
  }

  private static let tag = "{{ config(tags=['nightly']) }}"

  @Test(arguments: [
    ["models/staging/a.sql": "\(tag) select 3 as id, 'much longer than it was before' as text"],
    ["models/staging/a.sql": "\(tag) s"],
    [
      "models/staging/a.sql":
        "\n\n \(tag) -- \"quoted\" \\ \u{1F600} é \u{2028}\nselect 1 as id\n\n"
    ],
    ["tests/rare.sql": "select 7 from {{ ref('c') }}"],
    ["models/staging/a.sql": "\(tag) select 8", "tests/rare.sql": "select 9 from {{ ref('c') }}"],
  ])
  func isThatOfAWholeParse(_ files: [String: String]) async throws {
    let project = try ParseCacheTests.project()
    _ = try await Self.parse(project)
    let before = try #require(try ArtifactFile.read(project.folder.path(Self.path))?.map)
    try project.write(files)
    let text = try await Self.parse(project)
    #expect(text.contains("only the text of \(files.count) file"))
    #expect(text.contains("gone"), "warnings are said again")
    let after = try #require(try ArtifactFile.read(project.folder.path(Self.path))?.map)
    #expect(after["metadata"]?.map?["invocation_id"] != before["metadata"]?.map?["invocation_id"])
    try await Self.expectAsAnew(project)
    #expect(try await Self.parse(project).contains("nothing has changed"))
  }

  /// One text after another, with a listing between that takes note of the first.
  @Test func isRevisedAgainAndAgain() async throws {
    let project = try ParseCacheTests.project()
    _ = try await Self.parse(project)
    for number in 0..<4 {
      let more = String(repeating: "-- more\n", count: [3, 0, 9, 1][number])
      try project.write(["models/staging/a.sql": "\(Self.tag) select \(number)\n\(more)"])
      _ = try await project.run("ls")
      try project.write(["tests/rare.sql": "\(more)select \(number) from {{ ref('c') }}"])
      #expect(try await Self.parse(project).contains("only the text of 2 files"))
    }
    try await Self.expectAsAnew(project)
  }

  /// What cannot be revised is parsed: a model that is switched off, a manifest of somebody else's.
  @Test(arguments: [
    ["models/marts/d.sql": "{{ config(enabled=env_var('WITH_D', 'no') == 'yes') }} select 2 as id"],
    ["models/staging/a.sql": "\(tag) select 3", "target/manifest.json": "{}"],
    ["models/staging/a.sql": "\(tag) select 3", "target/partial_parse.manifest": "damaged"],
  ])
  func isElseWrittenAsAWhole(_ files: [String: String]) async throws {
    let project = try ParseCacheTests.project()
    _ = try await Self.parse(project)
    try project.write(files)
    #expect(try await Self.parse(project).contains("wrote target/manifest.json"))
    try await Self.expectAsAnew(project)
  }

  @Test func isLeftAloneWhereNoneIsWanted() async throws {
    let project = try ParseCacheTests.project()
    _ = try await Self.parse(project)
    let before = try project.folder.text(of: Self.path)
    try project.write(["models/staging/a.sql": "\(Self.tag) select 3"])
    #expect(try await !Self.parse(project, "--no-write-json").contains("wrote"))
    #expect(try project.folder.text(of: Self.path) == before)
    #expect(try await Self.parse(project).contains("only the text of 1 file"))
    try await Self.expectAsAnew(project)
  }
}
