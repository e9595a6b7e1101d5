import TestSupport
import Testing
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// Readers that poll a relation while a run with a failing suite is under way never see what the
/// suite refuses, and never miss what was there before.
@Suite(.requiresPostgres)
struct GateTests {
  /// A materialisation whose rows come from `var('n')`.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    let config: String
    var isSnapshot = false
    var testDescription: String { name }

    static let all = [
      Kind(name: "table", config: "materialized='table'"),
      Kind(name: "incremental append", config: "materialized='incremental'"),
      Kind(
        name: "incremental with a key",
        config: "materialized='incremental', unique_key='id'"),
      Kind(name: "view", config: "materialized='view'"),
      Kind(
        name: "snapshot", config: "unique_key='id', strategy='check', check_cols='all'",
        isSnapshot: true),
    ]

    /// The file that makes the relation `numbers`.
    func file(schema: String) -> (path: String, text: String) {
      let query = "select 1 as id, {{ var('n', 1) }} as n"
      guard isSnapshot else { return ("models/numbers.sql", "{{ config(\(config)) }} \(query)") }
      let head = "{{ config(target_schema='\(schema)', \(config)) }}"
      return ("snapshots/numbers.sql", "{% snapshot numbers %}\(head) \(query){% endsnapshot %}")
    }
  }

  @Test(arguments: SampleProject.Database.allCases, Kind.all)
  func readersNeverSeeWhatASuiteRefuses(on database: SampleProject.Database, kind: Kind)
    async throws
  {
    let project = try SampleProject(database)
    // A slow check, so that there is time to look before the verdict.
    let slow =
      database == .postgres
      ? "select 1 from pg_sleep(0.4) where false"
      : "with recursive s(x) as (select 1 union all select x + 1 from s where x < 2000000)"
        + " select x from s where x < 0"
    let file = kind.file(schema: project.schema)
    try project.write([
      file.path: file.text,
      "expectations/numbers.yml": """
      suites:
        - name: numbers
          on: ref('numbers')
          expectations:
            - unexpected_rows_expectation: {unexpected_rows_query: "\(slow)"}
            - expect_column_values_to_be_between: {column: n, min_value: 0, max_value: 5}
      """,
    ])
    let first = try await project.run("build")
    #expect(first.exitCode == 0, "\(first.text)")
    let reader = PollingReader(project, query: "select max(n), count(*) from \(project.relation)")
    let polling = Task.detached { try await reader.poll() }
    try await reader.started()
    let blocked = try await project.run("build", "--vars", "n: 9")
    reader.stop()
    let seen = try await polling.value
    #expect(blocked.exitCode == 1)
    #expect(blocked.text.contains("blocked-by-suite"), "\(blocked.text)")
    #expect(seen.values == [[.integer(1), .integer(1)]])
    #expect(seen.polls > 5)
    let rows = try await project.rows("select n from {{ ref('numbers') }}")
    #expect(rows.contains(#"[{"n":1}]"#), "\(rows)")
  }

  @Test(arguments: SampleProject.Database.allCases)
  func whatCannotBeEvaluatedIsAnErrorAndTheOthersStillReport(
    on database: SampleProject.Database
  ) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/numbers.sql": "{{ config(materialized='table') }} select 1 as n, 2 as gone",
      "expectations/numbers.yml": """
      suites:
        - name: numbers
          on: ref('numbers')
          expectations:
            - not_null: {column: n}
            - unexpected_rows_expectation: {unexpected_rows_query: "select gone from {batch} where gone < 0"}
      """,
    ])
    #expect(try await project.run("build").exitCode == 0)
    try project.write([
      "models/numbers.sql": "{{ config(materialized='table') }} select 1 as n"
    ])
    let failed = try await project.run("build")
    #expect(failed.exitCode == 1)
    let results = try project.folder.text(of: "target/expectations.json")
    #expect(results.contains(#""status": "pass""#), "\(results)")
    #expect(results.contains(#""status": "error""#), "\(results)")
    #expect(!results.contains(#""status": "fail""#), "\(results)")
    #expect(results.contains("gone"))
  }
}
