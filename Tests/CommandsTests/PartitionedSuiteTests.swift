import TestSupport
import Testing

/// A suite on an incremental model reads the partitions that changed since the run before.
struct PartitionedSuiteTests {
  @Test(arguments: SampleProject.Database.allCases)
  func readsOnlyWhatARunHasChanged(on database: SampleProject.Database) async throws {
    let project = try SampleProject(database)
    try project.write([
      "models/readings.sql": """
      {{ config(materialized='incremental', unique_key='id') }}
      {% for row in var('rows') %}
      select {{ row[0] }} as id, {{ row[1] }} as day, {{ row[2] }} as kwh, {{ var('load') }} as load
      {{ 'union all' if not loop.last }}
      {% endfor %}
      """,
      "expectations/readings.yml": """
      suites:
        - name: readings
          on: ref('readings')
          partition_by: {column: day, watermark: load}
          expectations:
            - expect_column_values_to_be_between: {column: kwh, min_value: 0, max_value: 9}
            - expect_column_sum_to_be_between: {column: kwh, max_value: 30}
      """,
    ])
    try await project.build("{load: 1, rows: [[1, 1, 4], [2, 2, 5], [3, 3, 6]]}", exitCode: 0)
    #expect(try await project.plan.contains("0 of 3 partitions: nothing has changed"))
    // A late row of the first day replaces one of it; a day is new.
    try await project.build("{load: 2, rows: [[1, 1, 7], [4, 4, 8]]}", exitCode: 0)
    #expect(try project.observed.contains(#""observed_value": 26"#))
    // What is blocked is not published, and not kept either.
    try await project.build("{load: 3, rows: [[2, 2, 10]]}", exitCode: 1)
    #expect(try project.observed.contains(#""unexpected_list": [10]"#))
    #expect(try await project.plan.contains("0 of 4 partitions: nothing has changed"))
    // A table that is built anew is another table, whatever its rows say of themselves.
    try await project.build(
      "{load: 2, rows: [[1, 1, 1], [4, 4, 1]]}", "--full-refresh", exitCode: 0)
    #expect(try project.observed.contains(#""observed_value": 2"#))
    #expect(try !project.observed.contains(#""observed_value": 26"#))
    let validated = try await project.run("validate", "--vars", "{load: 1, rows: []}")
    #expect(validated.exitCode == 0, "\(validated.text)")
    #expect(try project.observed.contains(#""observed_value": 2"#))
    #expect(try !project.observed.contains(#""observed_value": 26"#))
    #expect(try project.observed.contains(#""scans": 1"#))
  }

  @Test func saysWhyAllRowsAreRead() async throws {
    let project = try SampleProject()
    try project.write([
      "models/numbers.sql":
        "{{ config(materialized='table') }}"
        + " select cast(1 as integer) as n, 1 as load",
      "expectations/numbers.yml": """
      suites:
        - name: numbers
          on: ref('numbers')
          partition_by: {column: n, granularity: day, watermark: load}
          expectations:
            - expect_column_sum_to_be_between: {column: n, max_value: 1}
      """,
    ])
    let built = try await project.run("build")
    #expect(built.exitCode == 0, "\(built.text)")
    #expect(built.text.contains("has no partitions of days"), "\(built.text)")
    #expect(built.text.contains("all rows of `numbers` are read"), "\(built.text)")
  }
}

extension SampleProject {
  fileprivate func build(_ variables: String, _ options: String..., exitCode: Int32) async throws {
    let result =
      options.isEmpty
      ? try await run("build", "--vars", variables)
      : try await run("build", "--vars", variables, options[0])
    #expect(result.exitCode == exitCode, "\(result.text)")
  }

  fileprivate var plan: String {
    get async throws {
      try await run("validate", "--plan", "--vars", "{load: 1, rows: []}").text
    }
  }

  fileprivate var observed: String {
    get throws { try folder.text(of: "target/expectations.json") }
  }
}
