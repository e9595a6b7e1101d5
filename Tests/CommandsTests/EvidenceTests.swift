import TestSupport
import Testing

/// What a failed suite leaves behind for people: rows, summaries, annotations, hooks.
@Suite(.requiresPostgres)
struct EvidenceTests {
  private static let files = [
    "models/people.sql":
      "{{ config(materialized='table') }} select 1 as id, 'a|b' as name, 'x' as mail union all select 2, null, null",
    "models/models.yml": """
    models:
      - name: people
        meta: {key: [id]}
        columns: [{name: mail, meta: {pii: true}}]
    """,
    "expectations/people.yml": """
    suites:
      - name: people
        on: ref('people')
        expectations:
          - not_null: {column: name}
          - expect_column_values_to_be_in_set: {column: mail, value_set: [y]}
          - expect_column_values_to_be_between: {column: id, max_value: 1, severity: warning}
    """,
  ]

  @Test(arguments: SampleProject.Database.allCases)
  func failingRowsAreStoredSummarisedAndTold(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(Self.files)
    let failed = try await project.run(
      "build", "--store-failures", "--summary", "summary.md", "--on-failure", "cat > told.json",
      environment: ["GITHUB_ACTIONS": "true"])
    #expect(failed.exitCode == 1)
    let summary = try project.folder.text(of: "summary.md")
    #expect(summary.hasPrefix("## Data quality: 2 checks failed, 1 warned, 0 passed"), "\(summary)")
    #expect(summary.contains("`name` is never empty"))
    let told = try project.folder.text(of: "told.json")
    #expect(told.contains(#""suite":"people""#), "\(told)")
    #expect(
      failed.stdout.contains(
        "::error file=expectations/people.yml,line=5,title=people::`name` is never empty: 1 of 2 rows is unexpected"
      ), "\(failed.text)")
    #expect(failed.stdout.contains("::warning file=expectations/people.yml,line=7"))
    let stored = try await project.rows(
      "select id from \(project.quality("people__expect_column_values_to_not_be_null_name"))")
    #expect(stored.contains(#"[{"id":2}]"#), "\(stored)")
    // A column that is hidden is stored nowhere.
    let hidden = try await project.rows(
      "select * from \(project.quality("people__expect_column_values_to_be_in_set_mail"))")
    #expect(!hidden.contains("mail"), "\(hidden)")
  }

  @Test func aHookThatFailsChangesNoVerdict() async throws {
    let project = try SampleProject()
    try project.write(Self.files)
    let failed = try await project.run("build", "--on-failure", "exit 3")
    #expect(failed.exitCode == 1)
    #expect(failed.text.contains("hook-failed"), "\(failed.text)")
    let missing = try await project.run("build", "--on-failure-webhook", "NO_SUCH_VARIABLE")
    #expect(missing.exitCode == 1)
    #expect(missing.text.contains("`NO_SUCH_VARIABLE` of the webhook is not set"))
  }

  @Test(arguments: SampleProject.Database.allCases)
  func aMisspeltColumnStopsBeforeAnyQuery(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write(Self.files)
    try project.write([
      "expectations/people.yml": """
      suites:
        - name: people
          on: ref('people')
          expectations:
            - not_null: {column: id}
      """
    ])
    #expect(try await project.run("build").exitCode == 0)
    try project.write([
      "expectations/people.yml": """
      suites:
        - name: people
          on: ref('people')
          expectations:
            - not_null: {column: id}
            - not_null: {column: nmae}
      """
    ])
    let refused = try await project.run("validate")
    #expect(refused.exitCode == 2, "\(refused.text)")
    #expect(refused.text.contains("error[unknown-column]: unknown column `nmae`"))
    #expect(refused.text.contains("expectations/people.yml:6:28"))
    #expect(refused.text.contains("did you mean `name`?"))
  }

  @Test(arguments: SampleProject.Database.allCases)
  func proposesSuitesThatPass(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write([
      "seeds/meters.csv": "meter_id,kind\n"
        + (1...40).map { "\($0),k\($0 % 2)" }.joined(separator: "\n"),
      "seeds/readings.csv": "reading_id,meter_id,kwh\n"
        + (1...400).map { "\($0),\($0 % 40 + 1),\($0 % 7 == 0 ? "" : "\($0 % 9).5")" }
        .joined(separator: "\n"),
      // A meter and a day are a key; a zone and a day, or a price, are none.
      "seeds/levels.csv": "meter_id,zone,day,level,price\n"
        + (0..<400).map { "\($0 / 10),z\($0 / 100),2024-05-\(10 + $0 % 10),\($0 % 3),\($0).25" }
        .joined(separator: "\n"),
    ])
    #expect(try await project.run("seed").exitCode == 0)
    let proposed = try await project.run("expectations", "generate")
    #expect(proposed.exitCode == 0, "\(proposed.text)")
    let compound = proposed.stdout.split(separator: "\n").filter { $0.contains("compound") }
    #expect(
      compound == ["      - expect_compound_columns_to_be_unique: {column_list: [meter_id, day]}"])
    for line in [
      "on: ref('meters')", "expect_column_values_to_be_unique: {column: meter_id}",
      "expect_column_values_to_be_in_set: {column: kind, value_set: [k0, k1]}",
      "expect_column_values_to_not_be_null: {column: kwh, mostly: 0.8",
      "expect_column_values_to_exist_in_other_table: {column: meter_id, other_table: \"ref('meters')\", other_column: meter_id}",
    ] {
      #expect(proposed.stdout.contains(line), "\(line)\n\(proposed.text)")
    }
    try project.write(["expectations/all.yml": proposed.stdout])
    let validated = try await project.run("validate")
    #expect(validated.exitCode == 0, "\(validated.text)")
    try await showsTheTimeOfTheWholeCommand(project)
  }

  /// Relations are validated beside each other: the sum of their times is not what people waited.
  private func showsTheTimeOfTheWholeCommand(_ project: SampleProject) async throws {
    let results = try project.folder.text(of: "target/expectations.json")
    let parts = results.split(separator: "\"elapsed_time\": ", maxSplits: 1)
    let rest = try #require(parts.last?.drop { $0 != "," })
    try project.write(["target/expectations.json": parts[0] + "\"elapsed_time\": 83.0" + rest])
    #expect(try await project.run("report").exitCode == 0)
    let report = try project.folder.text(of: "target/report.html")
    #expect(report.contains("<dt>Took</dt><dd>1 min 23 s</dd>"), "\(report.prefix(20_000))")
  }

  @Test func importsSuitesOfOtherTools() async throws {
    let project = try SampleProject()
    try project.write([
      "gx.json": #"""
      {"name": "contracts", "expectations": [
        {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "id", "mostly": 0.9, "batch_id": "x"}, "severity": "warning"},
        {"type": "expect_column_to_dance", "kwargs": {"column": "id"}}],
       "suite_parameters": {"oldest": 120}}
      """#,
      "soda.yml": """
      checks for people:
        - row_count > 0
        - missing_count(name) = 0
        - missing_percent(mail) < 5%
        - duplicate_count(id) = 0
        - avg(age) between 18 and 70
        - invalid_count(mail) = 0:
            valid regex: '@'
        - schema:
            fail:
              when required column missing: [id, name]
        - freshness(loaded_at) < 2d
        - missing_count(mail) < 5%
        - anomaly detection for row_count
      """,
    ])
    let gx = try await project.run(
      "expectations", "import", "gx.json", "--on", "ref('stg_contracts')")
    #expect(
      gx.stdout == """
        suites:
          - name: contracts
            on: ref('stg_contracts')
            parameters: {oldest: 120}
            expectations:
              - expect_column_values_to_not_be_null: {column: id, mostly: 0.9, severity: warning}

        """, "\(gx.text)")
    #expect(gx.stderr.contains("not imported: `expect_column_to_dance`"), "\(gx.stderr)")
    let soda = try await project.run("expectations", "import", "soda.yml")
    #expect(
      soda.stdout == """
        suites:
          - name: people_soda
            on: ref('people')
            expectations:
              - expect_table_row_count_to_be_between: {min_value: 0, strict_min: true}
              - expect_column_values_to_not_be_null: {column: name}
              - expect_column_values_to_not_be_null: {column: mail, fail_if: ">= 5%"}
              - expect_column_values_to_be_unique: {column: id}
              - expect_column_mean_to_be_between: {column: age, min_value: 18, max_value: 70}
              - expect_column_values_to_match_regex: {column: mail, regex: "@"}
              - expect_table_columns_to_contain_set: {column_list: [id, name], severity: critical}
              - expect_row_values_to_have_recent_data: {column: loaded_at, datepart: day, interval: 2}

        """, "\(soda.text)")
    #expect(soda.stderr.contains("not imported: `anomaly detection for row_count`"))
    let neither = try await project.run("expectations", "import", "dbt_project.yml")
    #expect(neither.exitCode == 2)
  }
}
