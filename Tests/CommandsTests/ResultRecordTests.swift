import TestSupport
import Testing

/// What a command leaves behind for those that read its results.
struct ResultRecordTests {
  @Test func ephemeralModelsStandInTheManifest() async throws {
    let project = try SampleProject()
    try project.write([
      "models/inner.sql": "{{ config(materialized='ephemeral') }}select 1 as id",
      "models/outer.sql": "select id from {{ ref('inner') }}",
    ])
    #expect(try await project.run("run").exitCode == 0)
    let manifest = try project.folder.text(of: "target/manifest.json")
    #expect(manifest.contains(#""sql": " __dbt__cte__inner as (\nselect 1 as id\n)""#))
    #expect(manifest.contains(#""compiled_code": "select 1 as id""#))
    let results = try project.folder.text(of: "target/run_results.json")
    #expect(!results.contains("model.shop.inner"))
    #expect(results.contains(#""profiles_dir": "/"#) && results.contains(#""project_dir": "/"#))
    #expect(
      try project.folder.text(of: "target/compiled/shop/models/inner.sql") == "select 1 as id")
  }

  @Test func hooksReadResultsAsRecords() async throws {
    let project = try SampleProject()
    let settings = try project.folder.text(of: "dbt_project.yml")
    try project.write([
      "dbt_project.yml": settings + "on-run-end: '{{ tell(results) }}'\n",
      "macros/tell.sql": """
      {% macro tell(results) %}{% for result in results %}
        {% set map = result.to_dict() %}
        {% do log(result.node.unique_id ~ ' ' ~ map['status'] ~ ' ' ~ (map.timing | length) ~ ' '
          ~ result.timing[0].started_at.year ~ ' ' ~ (map | list | join(',')), info=true) %}
      {% endfor %}{% endmacro %}
      """,
      "models/a.sql": "select current_timestamp as at",
      "models/sources.yml": """
      sources:
        - name: made
          schema: main
          tables:
            - {name: a, loaded_at_field: at, freshness: {warn_after: {count: 1, period: day}}}
      """,
    ])
    let run = try await project.run("run")
    #expect(run.exitCode == 0, "\(run.text)")
    #expect(run.text.contains("model.shop.a success 2 20"))
    #expect(run.text.contains("node,agate_table,batch_results,overload_results"))
    let freshness = try await project.run("source", "freshness")
    #expect(freshness.exitCode == 0, "\(freshness.text)")
    #expect(freshness.text.contains("source.shop.made.a pass 2 20"))
    #expect(freshness.text.contains("Concurrency: 4 threads (target='dev')"))
    #expect(freshness.text.contains("Finished running 1 project hook, 1 source in "))
  }

  @Test func snapshotsOfOneFileHaveSQLOfTheirOwn() async throws {
    let project = try SampleProject()
    try project.write([
      "models/a.sql": "select 1 as id",
      "snapshots/two.yml": """
      snapshots:
        - name: one
          relation: ref('a')
          config: {unique_key: id, strategy: check, check_cols: all}
        - name: other
          relation: ref('a')
          config: {unique_key: id, strategy: check, check_cols: all}
      """,
    ])
    #expect(try await project.run("build").exitCode == 0)
    for name in ["one", "other"] {
      let path = "target/compiled/shop/snapshots/two.yml/\(name).sql"
      #expect(try project.folder.text(of: path).contains("select"))
    }
  }

  /// As dbt: what the selection names is printed, a test too, and nothing that only hangs on it.
  @Test func showPrintsWhatIsNamed() async throws {
    let project = try SampleProject()
    try project.write([
      "models/a.sql": "select 1234.5 as x union all select 0.25",
      "models/b.sql": "select * from {{ ref('a') }}",
      "models/m.yml":
        "models: [{name: b, columns: [{name: x, data_tests: [{not_null: {name: filled}}]}]}]",
    ])
    #expect(try await project.run("run").exitCode == 0)
    let shown = try await project.run("show", "--select", "+b")
    #expect(shown.stdout.contains("Previewing node 'b'"), "\(shown.text)")
    #expect(shown.stdout.contains("| 1,234.50 |") && shown.stdout.contains("|     0.25 |"))
    #expect(!shown.stdout.contains("'a'") && !shown.stdout.contains("'filled'"))
    let test = try await project.run("show", "--select", "filled")
    #expect(test.stdout.contains("Previewing node 'filled'"), "\(test.text)")
  }

  @Test(.requiresPostgres) func snapshotColumnsHaveTheirOwnNames() async throws {
    let project = try SampleProject(.postgres)
    try project.write([
      "models/a.sql": "{{ config(materialized='table') }}select {{ var('least') }} as id, 'x' as v",
      "snapshots/s.yml": """
      snapshots:
        - name: s
          relation: ref('a')
          config:
            {unique_key: id, strategy: check, check_cols: [v], hard_deletes: new_record,
             snapshot_meta_column_names: {dbt_valid_to: until, dbt_scd_id: hash}}
      """,
    ])
    for least in ["1", "2", "3"] {
      let result = try await project.run("build", "--vars", "{least: \(least)}")
      #expect(result.exitCode == 0, "\(result.text)")
    }
    let rows = try await project.rows(
      "select id, until is null as open, dbt_is_deleted as gone, length(hash) as n"
        + " from {{ ref('s') }} order by 1, 3")
    #expect(rows.contains(#"{"id":3,"open":true,"gone":"False","n":32}"#), "\(rows)")
    #expect(rows.contains(#"{"id":2,"open":true,"gone":"True","n":32}"#), "\(rows)")
    let manifest = try project.folder.text(of: "target/manifest.json")
    #expect(manifest.contains(#""dbt_valid_to": "until", "dbt_valid_from": null"#))
  }

  @Test(.requiresPostgres) func sourcesKeepTheirDatabase() async throws {
    let project = try SampleProject(.postgres)
    try project.write([
      "models/s.yml":
        "sources: [{name: far, database: elsewhere, tables: [{name: t, data_tests: [not_null: {column_name: a}]}]}]"
    ])
    #expect(try await project.run("parse").exitCode == 0)
    let manifest = try project.folder.text(of: "target/manifest.json")
    #expect(manifest.contains(#""database": "elsewhere""#))
  }

  @Test func testsSayWhatTheyWereJudgedBy() async throws {
    let project = try SampleProject()
    try project.write([
      "models/a.sql": "select 1 as id", "models/b.sql": "select 2 as id from {{ ref('a') }}",
      "tests/t.sql": "{{ config(severity='warn', warn_if='>0') }}select * from {{ ref('a') }}",
    ])
    let result = try await project.run("build", "--warn-error", "--fail-fast", "--store-failures")
    #expect(result.exitCode == 1, "\(result.text)")
    let results = try project.folder.text(of: "target/run_results.json")
    #expect(results.contains("Got 1 result, configured to fail if >0"))
    #expect(results.contains("dbt_test__audit"))
  }
}
