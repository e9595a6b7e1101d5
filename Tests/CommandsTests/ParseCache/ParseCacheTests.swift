@preconcurrency import Glibc
import TestSupport
import Testing

/// A listing out of the parse cache, beside the same listing without it.
struct ParseCacheTests {
  private static let files = [
    "dbt_project.yml": """
    name: shop
    version: '1.0.0'
    config-version: 2
    profile: shop
    flags: {validate_macro_args: true}
    vars: {least: 1}
    models:
      shop:
        marts: {+tags: ["{{ var('layer', 'silver') }}"]}

    """,
    "models/staging/a.sql": "{{ config(tags=['nightly']) }} select 1 as id",
    "models/staging/b.sql": "select 2 as id from {{ ref('countries') }}",
    "models/marts/c.sql":
      "{{ config(materialized=kind()) }} select * from {{ ref('a') }}, {{ ref('b') }}",
    "models/marts/d.sql": "{{ config(enabled=env_var('WITH_D', 'no') == 'yes') }} select 1 as id",
    "models/marts/e.sql":
      "{{ config(tags=[target.name] + (['full'] if flags.FULL_REFRESH else [])) }} select 1 as id",
    "models/m.yml": """
    models:
      - name: c
        description: "{{ doc('about') }}"
        columns: [{name: id, data_tests: [unique]}]
      - name: gone
        description: nobody
    sources: [{name: raw, tables: [{name: orders}]}]

    """,
    "models/about.md": "{% docs about %}what it is{% enddocs %}",
    "macros/kind.sql": "{% macro kind() %}{{ return('table') }}{% endmacro %}",
    "seeds/countries.csv": "id,name\n1,Austria\n",
    "seeds/properties.yml": "seeds: [{name: countries, config: {tags: [small]}}]\n",
    "tests/rare.sql": "select * from {{ ref('c') }} where id < 0",
    "selectors.yml":
      "selectors: [{name: night, definition: {method: tag, value: nightly}}]\n",
    "expectations/c.yml":
      "suites:\n  - name: orders\n    on: ref('c')\n    expectations: [{not_null: {column: id}}]\n",
    "packages.yml": "packages: [{local: lib}]\n",
    "lib/dbt_project.yml": "name: lib\nversion: '1.0.0'\nconfig-version: 2\n",
    "lib/models/z.sql": "select 1 as id",
  ]

  /// What is done to the project between two listings.
  enum Change: Sendable {
    case nothing
    case write(String, String)
    case remove(String)
    /// The same size and the same times as before, as far as a program can set them.
    case rewriteUnseen(String, String)
    case touch(String)
    case replaceByItself(String)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var change = Change.nothing
    var arguments: [String] = []
    var environment: [String: String] = [:]
    /// Whether the project must be parsed again.
    var isNew = true
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "nothing", isNew: false),
    Case(name: "touched file", change: .touch("models/staging/a.sql"), isNew: false),
    Case(name: "same file anew", change: .replaceByItself("models/m.yml"), isNew: false),
    Case(
      name: "file that is none of the project's", change: .write("models/notes.txt", "x"),
      isNew: false),
    Case(name: "environment nobody reads", environment: ["OTHER": "x"], isNew: false),
    Case(
      name: "text of a model",
      change: .write("models/staging/a.sql", "{{ config(tags=['nightly']) }} select 3 as id"),
      isNew: false),
    Case(
      name: "text of a test",
      change: .write("tests/rare.sql", "-- none\nselect 1 from {{ ref('c') }} limit 0"),
      isNew: false),
    Case(name: "empty model", change: .write("models/staging/a.sql", "\n")),
    Case(
      name: "text that a model calls by",
      change: .write(
        "models/marts/e.sql",
        "{% set t %}x{% endset %}{{ config(tags=[t]) }} select 1 as id")),
    Case(
      name: "model", change: .write("models/staging/a.sql", "{{ config(tags=['daily']) }} select 1")
    ),
    Case(
      name: "model, unseen",
      change: .rewriteUnseen(
        "models/staging/a.sql", "{{ config(tags=['weekend']) }} select 1 as id")),
    Case(name: "reference", change: .write("models/staging/b.sql", "select * from {{ ref('a') }}")),
    Case(
      name: "macro",
      change: .write("macros/kind.sql", "{% macro kind() %}{{ return('view') }}{% endmacro %}")),
    Case(
      name: "macro that replaces ref",
      change: .write(
        "macros/ref.sql",
        "{% macro ref(name) %}{{ return(builtins.ref('a' if name == 'b' else name)) }}{% endmacro %}"
      )
    ),
    Case(name: "properties", change: .write("models/m.yml", "models: [{name: a}]\n")),
    Case(
      name: "doc block", change: .write("models/about.md", "{% docs about %}another{% enddocs %}")),
    Case(name: "missing doc block", change: .remove("models/about.md")),
    Case(name: "added model", change: .write("models/marts/deep/f.sql", "select 1 as id")),
    Case(name: "removed model", change: .remove("models/marts/e.sql")),
    Case(name: "removed parent", change: .remove("models/staging/a.sql")),
    Case(name: "seed", change: .write("seeds/countries.csv", "id\n2\n")),
    Case(name: "added seed", change: .write("seeds/cities.csv", "id\n2\n")),
    Case(name: "removed seed", change: .remove("seeds/countries.csv")),
    Case(name: "singular test", change: .remove("tests/rare.sql")),
    Case(name: "suite", change: .write("expectations/c.yml", "suites: 1\n")),
    Case(
      name: "project file",
      change: .write(
        "dbt_project.yml",
        "name: shop\nversion: '1'\nprofile: shop\nmodels: {shop: {+tags: [all]}}\n")),
    Case(name: "ignored files", change: .write(".dbtignore", "marts/\n")),
    Case(
      name: "default selector",
      change: .write(
        "selectors.yml",
        "selectors: [{name: night, default: true, definition: {method: tag, value: nightly}}]\n")),
    Case(name: "package", change: .write("lib/models/y.sql", "select 2 as id")),
    Case(name: "package's name", change: .write("lib/dbt_project.yml", "name: lib2\n")),
    Case(name: "no package", change: .write("packages.yml", "packages: []\n")),
    Case(name: "new package", change: .write("dbt_packages/more/dbt_project.yml", "name: more\n")),
    Case(name: "var", arguments: ["--vars", "{layer: gold}"]),
    Case(name: "target", arguments: ["--target", "prod"]),
    Case(name: "flag", arguments: ["--full-refresh"]),
    Case(name: "environment", environment: ["WITH_D": "yes"]),
    Case(
      name: "clock",
      change: .write(
        "models/marts/e.sql",
        "{{ config(tags=[run_started_at.strftime('%f')]) }} select 1 as id")),
  ]

  @Test(arguments: cases)
  func listsWhatIsThere(_ one: Case) async throws {
    let project = try Self.project()
    let first = try await Self.list(project)
    try #require(first.exitCode == 0, "\(first.text)")
    try Self.apply(one.change, in: project)
    let flags = one.arguments
    let kept = try await Self.list(project, flags, environment: one.environment)
    let wasParsed = try !Self.log(of: project).contains("skipping parsing")
    let again = try await Self.list(project, flags, environment: one.environment)
    let full = try await Self.list(
      project, flags + ["--no-partial-parse"], environment: one.environment)
    #expect(wasParsed == one.isNew)
    #expect(kept.text == full.text)
    #expect(again.text == full.text)
    #expect(kept.exitCode == full.exitCode)
  }

  /// Keys that show a file's text or a time are made each time.
  @Test(arguments: [
    ("name config.tags depends_on", true), ("name raw_code", false), ("created_at", false),
    ("checksum unique_id", false),
  ])
  func listsKeys(_ keys: String, isKept: Bool) async throws {
    let project = try Self.project()
    let arguments =
      ["--output", "json", "--output-keys"] + keys.split(separator: " ").map(String.init)
    _ = try await Self.list(project, arguments)
    try project.write(["models/staging/a.sql": "{{ config(tags=['nightly']) }} select 3 as id"])
    let again = try await Self.list(project, arguments)
    #expect(try Self.log(of: project).contains("skipping parsing") == isKept)
    let full = try await Self.list(project, arguments + ["--no-partial-parse"])
    if keys != "created_at" { #expect(again.text == full.text) }
    _ = try await Self.list(project, ["--output", "json"])
    #expect(try !Self.log(of: project).contains("skipping parsing"))
  }

  /// Text that a template can see counts.
  @Test(arguments: [
    "{% set t %}x{% endset %}{{ config(tags=[t]) }} select 1 as id",
    "{{ config(tags=[model.raw_code | replace('select', '') | length | string]) }} select 1 as x",
  ])
  func parsesTextThatIsSeen(_ text: String) async throws {
    let project = try Self.project()
    try project.write(["models/marts/e.sql": text])
    _ = try await Self.list(project)
    try project.write(["models/marts/e.sql": text.replacing("x", with: "long")])
    let kept = try await Self.list(project, ["--select", "tag:long", "tag:72"])
    #expect(try !Self.log(of: project).contains("skipping parsing"))
    #expect(
      kept.text
        == (try await Self.list(project, ["--select", "tag:long", "tag:72", "--no-partial-parse"])
          .text))
  }

  /// What depends on the time is never kept.
  @Test func parsesWhatAsksForTheTime() async throws {
    let project = try Self.project()
    try project.write([
      "models/marts/e.sql":
        "{{ config(tags=[modules.datetime.datetime.now().strftime('%f')]) }} select 1 as id"
    ])
    _ = try await Self.list(project)
    _ = try await Self.list(project)
    #expect(try !Self.log(of: project).contains("skipping parsing"))
  }

  @Test(arguments: [
    "+c", "tag:nightly", "path:models/marts", "source:raw", "test_type:singular", "x",
  ])
  func selects(_ selection: String) async throws {
    let project = try Self.project()
    for output in ["name", "path", "selector", "json"] {
      let arguments = ["--select", selection, "--output", output]
      let full = try await Self.list(project, arguments + ["--no-partial-parse"])
      let kept = try await Self.list(project, arguments)
      #expect(kept.text == full.text)
      #expect(kept.exitCode == full.exitCode)
    }
  }

  /// Warnings of the parse are warnings again, and errors where they are to be.
  @Test func warnsAgain() async throws {
    let project = try Self.project()
    let first = try await Self.list(project)
    let second = try await Self.list(project)
    #expect(first.stderr.contains("gone"))
    #expect(second.text == first.text)
    let strict = try await Self.list(project, ["--warn-error"])
    #expect(strict.exitCode == 2)
    #expect(strict.stderr.contains("gone"))
  }

  @Test func livesWithoutAFolderToWriteTo() async throws {
    let project = try Self.project()
    try project.write(["target": "a file"])
    #expect(try await Self.list(project).exitCode == 0)
    #expect(try await Self.list(project).exitCode == 0)
  }
}

extension ParseCacheTests {
  static func project() throws -> SampleProject {
    let project = try SampleProject()
    try project.write(files)
    let text = try project.folder.text(of: "profiles.yml")
    try project.write([
      "profiles.yml": text + "    prod: {type: sqlite, path: target/prod.db, threads: 2}\n"
    ])
    return project
  }

  static func list(
    _ project: SampleProject, _ more: [String] = [], environment: [String: String] = [:]
  ) async throws -> ProcessResult {
    try? project.write(["logs/dbt.log": ""])
    return try await SwiftDBTExecutable.run(
      ["ls"] + more, in: project.folder.path, environment: environment)
  }

  static func log(of project: SampleProject) throws -> String {
    try project.folder.text(of: "logs/dbt.log")
  }

  private static func apply(_ change: Change, in project: SampleProject) throws {
    switch change {
    case .nothing: break
    case .write(let path, let text): try project.write([path: text])
    case .remove(let path): try #require(unlink(project.folder.path(path)) == 0)
    case .rewriteUnseen(let path, let text):
      let path = project.folder.path(path)
      var before = stat()
      try #require(stat(path, &before) == 0)
      let file = open(path, O_WRONLY)
      try #require(file >= 0)
      defer { close(file) }
      try #require(text.utf8.count == Int(before.st_size))
      try #require(Array(text.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) } > 0)
      try #require(futimens(file, [before.st_atim, before.st_mtim]) == 0)
    case .touch(let path): try #require(utimensat(AT_FDCWD, project.folder.path(path), nil, 0) == 0)
    case .replaceByItself(let path):
      let text = try project.folder.text(of: path)
      try project.write([path + ".new": text])
      let path = project.folder.path(path)
      try #require(rename(path + ".new", path) == 0)
    }
  }
}
