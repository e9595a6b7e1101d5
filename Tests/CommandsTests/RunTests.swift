import TestSupport
import Testing

/// Runs as a user makes them, on both databases.
@Suite(.requiresPostgres)
struct RunTests {
  private static let models = [
    "seeds/raw_orders.csv": "id,customer,amount\n1,ann,10.5\n2,bob,20\n3,ann,\n",
    "models/stg_orders.sql":
      "select id, customer, coalesce(amount, 0) as amount from {{ ref('raw_orders') }}",
    "models/int_totals.sql":
      "{{ config(materialized='ephemeral') }} select customer, sum(amount) as total from {{ ref('stg_orders') }} group by customer",
    "models/mart_customers.sql":
      "{{ config(materialized='table') }} select customer, total from {{ ref('int_totals') }} where total >= {{ var('least') }}",
    "models/models.yml": """
    models:
      - name: mart_customers
        columns:
          - name: customer
            data_tests: [unique, not_null]
    """,
  ]

  @Test(arguments: SampleProject.Database.allCases)
  func seedsShowWhatTheyLoaded(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(["seeds/colours.csv": "id,name\n1,red\n2,blue\n"])
    let result = try await project.run("seed", "--show")
    #expect(result.exitCode == 0, "\(result.text)")
    #expect(result.text.contains("Random sample of table: \(project.schema).colours\n---"))
    #expect(result.text.contains("|  1 | red  |") && result.text.contains("|  2 | blue |"))
    #expect(try await !project.run("seed").text.contains("Random sample"))
  }

  @Test(arguments: SampleProject.Database.allCases)
  func buildsSeedsModelsAndTests(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(Self.models)
    for _ in 1...2 {
      let result = try await project.run("build")
      #expect(result.exitCode == 0, "\(result.text)")
      #expect(result.text.contains("Done. PASS=5 WARN=0 ERROR=0 SKIP=0 NO-OP=0 REUSED=0 TOTAL=5"))
    }
    let rows = try await project.rows(
      "select customer, total from {{ ref('mart_customers') }} order by customer")
    #expect(rows.contains(#"{"customer":"ann","total":10.5},{"customer":"bob","total":20"#))
  }

  @Test(arguments: SampleProject.Database.allCases)
  func aFailedModelSkipsWhatReadsItAndKeepsWhatWasThere(
    on database: SampleProject.Database
  ) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/one.sql": "{{ config(materialized='table') }} select 1 as a",
      "models/two.sql": "{{ config(materialized='table') }} select a from {{ ref('one') }}",
      "models/other.sql": "{{ config(materialized='table') }} select 7 as b",
    ])
    #expect(try await project.run("run").exitCode == 0)
    try project.write(["models/one.sql": "{{ config(materialized='table') }}\nselect\n  nope as a"])
    let failed = try await project.run("run")
    #expect(failed.exitCode == 1)
    #expect(failed.text.contains("models/one.sql:3:3"), "\(failed.text)")
    #expect(failed.text.contains("PASS=1 WARN=0 ERROR=1 SKIP=1"))
    #expect(try await project.rows("select a from {{ ref('two') }}").contains(#""a":1"#))
    #expect(try await project.rows("select a from {{ ref('one') }}").contains(#""a":1"#))
  }

  @Test(arguments: SampleProject.Database.allCases)
  func aBlockingSuiteKeepsThePreviousTableAndStopsWhatIsDownstream(
    on database: SampleProject.Database
  ) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/numbers.sql": "{{ config(materialized='table') }} select 1 as n",
      "models/mart.sql": "{{ config(materialized='table') }} select n from {{ ref('numbers') }}",
      "expectations/numbers.yml": """
      suites:
        - name: numbers
          on: ref('numbers')
          expectations:
            - expect_column_values_to_be_between: {column: n, min_value: 0, max_value: 5}
      """,
    ])
    #expect(try await project.run("build").exitCode == 0)
    try project.write(["models/numbers.sql": "{{ config(materialized='table') }} select 9 as n"])
    let blocked = try await project.run("build")
    #expect(blocked.exitCode == 1)
    #expect(blocked.text.contains("blocked-by-suite"), "\(blocked.text)")
    #expect(blocked.text.contains("SKIP relation"))
    #expect(try await project.rows("select n from {{ ref('numbers') }}").contains(#""n":1"#))
    #expect(try await project.rows("select n from {{ ref('mart') }}").contains(#""n":1"#))
    #expect(try project.folder.text(of: "target/report.html").contains("numbers"))
    let results = try project.folder.text(of: "target/expectations.json")
    #expect(results.contains(#""unexpected_count": 1"#), "\(results)")
    #expect(!results.contains("__dbt_tmp"), "\(results)")
  }

  @Test(arguments: SampleProject.Database.allCases)
  func incrementalModelsAddAndReplaceByKey(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/days.sql": """
      {{ config(materialized='incremental', unique_key='id') }}
      select 1 as id, {{ var('value', 1) }} as value
      union all
      select 2 + {{ var('value', 1) }}, 0
      {% if is_incremental() %} order by 1 {% endif %}
      """
    ])
    #expect(try await project.run("run").exitCode == 0)
    #expect(try await project.run("run", "--vars", "value: 2").exitCode == 0)
    let rows = try await project.rows("select id, value from {{ ref('days') }} order by id")
    #expect(
      rows.contains(#"[{"id":1,"value":2},{"id":3,"value":0},{"id":4,"value":0}]"#), "\(rows)")
    #expect(try await project.run("run", "--full-refresh").exitCode == 0)
    let fresh = try await project.rows("select id from {{ ref('days') }} order by id")
    #expect(fresh.contains(#"[{"id":1},{"id":3}]"#), "\(fresh)")
  }

  @Test(arguments: SampleProject.Database.allCases)
  func filesOfSourcesAreLoadedOnceAndRejectedLinesKept(
    on database: SampleProject.Database
  ) async throws {
    let project = try SampleProject(database)
    let schema = TestPostgres.uniqueSchema("raw")
    try project.write([
      "data/readings.csv": "meter,kwh\na,1\nb,2,3\nc,4\n",
      "models/sources.yml": """
      sources:
        - name: raw
          schema: \(schema)
          tables:
            - name: readings
              files: data/*.csv
      """,
      "models/stg.sql": "select meter from {{ source('raw', 'readings') }}",
      "models/config.yml": "models: [{name: stg, config: {materialized: table}}]",
    ])
    for expected in ["LOAD 2 (1 rejected)", "LOAD 0 (1 file unchanged)"] {
      let result = try await project.run("build")
      #expect(result.exitCode == 0, "\(result.text)")
      #expect(result.text.contains(expected), "\(result.text)")
    }
    #expect(
      try await project.rows("select count(*) as n from {{ ref('stg') }}").contains(#""n":2"#))
  }

  @Test func storesAFailedTestAndWarnsWhereAsked() async throws {
    let project = try SampleProject()
    try project.write([
      "models/m.sql": "select 1 as a union all select null",
      "models/m.yml": """
      models:
        - name: m
          columns:
            - name: a
              data_tests:
                - not_null: {config: {severity: warn}}
                - accepted_values: {arguments: {values: [2], quote: false}}
      """,
    ])
    let result = try await project.run("build", "--junit", "results.xml")
    #expect(result.exitCode == 1)
    #expect(result.text.contains("WARN=1 ERROR=1"), "\(result.text)")
    #expect(try project.folder.text(of: "results.xml").contains("<testsuite"))
    #expect(
      try project.folder.text(of: "target/run_results.json").contains(#""status": "fail""#))
  }
}
