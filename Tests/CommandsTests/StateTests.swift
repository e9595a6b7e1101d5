import TestSupport
import Testing

/// Commands that look at what an earlier run left behind.
struct StateTests {
  private func project() async throws -> SampleProject {
    let project = try SampleProject()
    try project.write([
      "models/a.sql": "select 1 as id", "models/b.sql": "select id from {{ ref('a') }}",
      "models/c.sql": "select id from {{ ref('b') }}",
      "macros/twice.sql": "{% macro twice(x) %}{{ x }} * 2{% endmacro %}",
    ])
    #expect(try await project.run("run").exitCode == 0)
    for file in ["manifest.json", "run_results.json"] {
      try project.write(["state/" + file: try project.folder.text(of: "target/" + file)])
    }
    return project
  }

  private func names(_ project: SampleProject, _ selection: String) async throws -> [String] {
    let result = try await project.run(
      "ls", "--select", selection, "--state", "state", "--output", "name", "--quiet")
    #expect(result.exitCode == 0, "\(result.text)")
    return result.stdout.split(separator: "\n").map(String.init)
  }

  @Test func tellsWhatHasChanged() async throws {
    let project = try await project()
    #expect(try await names(project, "state:modified") == [])
    try project.write([
      "models/b.sql": "select {{ twice('id') }} as id from {{ ref('a') }}",
      "models/d.sql": "select 4 as id",
    ])
    #expect(try await names(project, "state:new") == ["d"])
    #expect(try await names(project, "state:modified") == ["b", "d"])
    #expect(try await names(project, "state:modified+") == ["b", "c", "d"])
    #expect(try await names(project, "state:modified.body") == ["b", "d"])
    #expect(try await names(project, "state:modified.configs") == ["d"])
    #expect(try await names(project, "state:unmodified") == ["a", "c"])
    #expect(try await names(project, "result:success") == ["a", "b", "c"])
  }

  @Test func readsUnselectedModelsFromTheEarlierManifest() async throws {
    let project = try await project()
    try project.write(["models/b.sql": "select id + 1 as id from {{ ref('a') }}"])
    let manifest = try project.folder.text(of: "state/manifest.json")
    try project.write([
      "state/manifest.json": manifest.split(
        separator: #""alias": "a""#, omittingEmptySubsequences: false
      )
      .joined(separator: #""alias": "elsewhere""#)
    ])
    let compiled = try await project.run(
      "compile", "--select", "b", "--defer", "--favor-state", "--state", "state", "--quiet")
    #expect(compiled.stdout.contains("elsewhere"), "\(compiled.text)")
    let kept = try await project.run(
      "compile", "--select", "b", "--defer", "--state", "state", "--quiet")
    #expect(!kept.stdout.contains("elsewhere"), "\(kept.text)")
  }

  @Test func retriesWhatFailed() async throws {
    let project = try await project()
    try project.write(["models/b.sql": "select nope from {{ ref('a') }}"])
    #expect(try await project.run("run").exitCode == 1)
    try project.write(["models/b.sql": "select id from {{ ref('a') }}"])
    let retried = try await project.run("retry")
    #expect(retried.exitCode == 0, "\(retried.text)")
    #expect(retried.text.contains("PASS=2"), "\(retried.text)")
  }

  @Test func checksHowFreshSourcesAre() async throws {
    let project = try await project()
    try project.write([
      "models/sources.yml": """
      sources:
        - name: raw
          schema: main
          loaded_at_field: loaded_at
          freshness: {warn_after: {count: 1, period: hour}, error_after: {count: 1, period: day}}
          tables: [{name: old}, {name: new}, {name: missing}]
      """,
      "macros/fill.sql": """
      {% macro fill() %}
        {% do run_query("create table old as select datetime('now', '-2 days') as loaded_at") %}
        {% do run_query("create table new as select datetime('now') as loaded_at") %}
      {% endmacro %}
      """,
    ])
    let filled = try await project.run("run-operation", "fill")
    #expect(filled.exitCode == 0, "\(filled.text)")
    let checked = try await project.run("source", "freshness")
    #expect(checked.exitCode == 1)
    #expect(checked.text.contains("ERROR STALE freshness of raw.old"), "\(checked.text)")
    #expect(checked.text.contains("PASS freshness of raw.new"), "\(checked.text)")
    #expect(checked.text.contains("ERROR freshness of raw.missing"), "\(checked.text)")
    #expect(try project.folder.text(of: "target/sources.json").contains("\"runtime error\""))
  }

  @Test func writesTheCatalogAndThePages() async throws {
    let project = try await project()
    let result = try await project.run("docs", "generate", "--static")
    #expect(result.exitCode == 0, "\(result.text)")
    let catalog = try project.folder.text(of: "target/catalog.json")
    #expect(catalog.contains("\"model.shop.b\""))
    #expect(catalog.contains("\"has_stats\""))
    #expect(try project.folder.text(of: "target/static_index.html").contains("model.shop.c"))
  }

  @Test func logsEveryEventToAFile() async throws {
    let project = try await project()
    let log = try project.folder.text(of: "logs/dbt.log")
    #expect(log.contains("Running with dbt="))
    #expect(log.contains("Command `dbt run` succeeded"))
    let json = try await project.run("run", "--log-format", "json")
    #expect(json.stdout.split(separator: "\n").allSatisfy { $0.hasPrefix("{\"data\":") })
    #expect(json.stdout.contains("\"name\":\"LogModelResult\""))
  }

  @Test func takesVariablesFromAFile() async throws {
    let project = try await project()
    try project.write([
      ".env": "# ours\nexport GREETING=\"good day\"\nOTHER=x # not this\n",
      "models/e.sql": "select '{{ env_var('GREETING') }}{{ env_var('OTHER') }}' as e",
    ])
    let result = try await project.run("compile", "--select", "e", "--quiet")
    #expect(result.stdout == "select 'good dayx' as e\n", "\(result.text)")
  }

  @Test func makesWarningsErrors() async throws {
    let project = try await project()
    let warned = try await project.run("run", "--select", "nothing_here")
    #expect(warned.exitCode == 0)
    #expect(try await project.run("--warn-error", "run", "--select", "nothing_here").exitCode == 2)
    let chosen = try await project.run(
      "run", "--select", "nothing_here", "--warn-error-options",
      "{error: [NoNodesForSelectionCriteria]}")
    #expect(chosen.exitCode == 2)
  }
}
