import Diagnostics
import Expectations
import PlainData
import TestSupport
import Testing

struct ReadingTests {
  private static let folder = Repository.path("Tests/Fixtures/expectations/errors")

  @Test(arguments: Fixture.all(in: folder, withExtension: "yml"))
  func reportsAllProblemsWithTheirPlaces(fixture: Fixture) throws {
    let file = SourceFile(path: "expectations/\(fixture.name)", text: try fixture.text())
    var (collection, problems) = SuiteReader.read([file], in: TestProject.environment())
    for suite in collection.suites where fixture.name.hasSuffix("columns.yml") {
      problems.append(suite.problems(columns: ["meter_id", "read_at", "kwh", "kind"]))
    }
    try Golden.expect(
      problems.description + "\n", matches: fixture.path.replacingExtension(by: "txt"))
  }

  @Test func readsASuiteWhole() throws {
    let suite = try TestProject.suite(
      """
      suites:
        - name: staging
          on: "{{ source('raw', 'meter_readings') }}"
          description: Readings
          severity: warning
          tags: [nightly]
          row_condition: "a > 0"
          parameters: {most: 9}
          expectations:
            - expect_column_values_to_be_between: {column: a, min_value: 0, max_value: "{{ var('limit') }}"}
            - not_null: {column_name: b, severity: critical, mostly: 0.5}
            - not_null: {column: b}
            - expect_column_max_to_be_between: {column: a, max_value: {$PARAMETER: most}, row_condition: 'col("b") >= 3'}
      """, parameters: ["most": 7])
    #expect(suite.target == .source(name: "raw", table: "meter_readings"))
    #expect(suite.tags == ["nightly"])
    #expect(suite.expectations.map(\.severity) == [.warning, .critical, .warning, .warning])
    #expect(suite.expectations[0].arguments["max_value"] == 12)
    #expect(suite.expectations[1].arguments["column"] == "b")
    #expect(suite.expectations[1].tolerance.mostly == 0.5)
    #expect(suite.expectations[3].arguments["max_value"] == 7)
    #expect(
      suite.expectations[3].rowConditions == [
        .sql("a > 0"), .comparison(column: "b", operator: .atLeast, value: 3),
      ])
    #expect(
      suite.expectations.map(\.id) == [
        "expect_column_values_to_be_between(a)", "expect_column_values_to_not_be_null(b)",
        "expect_column_values_to_not_be_null(b) #2", "expect_column_max_to_be_between(a)",
      ])
  }

  @Test func disabledSuitesAreLeftOut() throws {
    let file = SourceFile(
      path: "suites.yml",
      text: """
        suites:
          - {name: first, on: ref('t'), expectations: [not_null: {column: a}]}
          - {name: second, on: ref('t'), enabled: false, expectations: [not_null: {column: a}]}
        checkpoints:
          - {name: both, suites: [first, second]}
        """)
    let (collection, problems) = SuiteReader.read([file], in: TestProject.environment())
    #expect(problems.all.isEmpty, "\(problems)")
    #expect(collection.suites.map(\.name) == ["first"])
    #expect(collection.suites(ofCheckpoint: "both")?.map(\.name) == ["first"])
  }

  @Test func sentencesSayWhichRowsTheyAreAbout() throws {
    let suite = try TestProject.suite(
      expecting: "not_null: {column: a, row_condition: b > 3}",
      "not_null: {column: a, row_condition: 'col(\"b\") >= 3'}", "not_null: {column: a}")
    #expect(
      suite.expectations.map(\.sentence) == [
        "`a` is never empty where `b > 3`", "`a` is never empty where `b` ≥ 3",
        "`a` is never empty",
      ])
  }

  @Test func importsAGreatExpectationsSuite() throws {
    let suite = try TestProject.suite(
      "suites:\n  - {name: s, on: ref('t'), import: contracts.json, parameters: {high: 5}}\n")
    #expect(
      suite.expectations.map(\.id) == [
        "expect_column_values_to_be_between(amount)", "expect_column_to_exist",
        "expect_column_values_to_be_in_set(state)",
      ])
    #expect(suite.expectations.map(\.severity) == [.warning, .critical, .info])
    #expect(suite.expectations[0].arguments["min_value"] == 1e-10)
    #expect(suite.expectations[0].arguments["max_value"] == 5)
    #expect(suite.expectations[2].meta["owner"] == "billing")
  }

  @Test func namesTheRelationsItReads() throws {
    let suite = try TestProject.suite(
      expecting: "relationships: {column: a, to: ref('stg_meters'), field: id}",
      "expect_table_row_count_to_equal_sum_of_other_tables: "
        + "{other_tables: [ref('stg_meters'), \"source('raw', 'meter_readings')\"]}")
    #expect(
      suite.references == [
        .ref(name: "stg_meters", package: nil, version: nil),
        .source(name: "raw", table: "meter_readings"),
      ])
  }

  @Test func everyTypeIsNamedOnce() {
    let names = ExpectationType.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    let unique = ExpectationType.named("unique")
    #expect(
      unique?.documentation == """
        expect_column_values_to_be_unique (uniqueness), also `unique`
        No value occurs twice; missing values may.
          column  required  The column that is looked at.
        """)
    #expect(ExpectationType.all.allSatisfy { !$0.summary.isEmpty && $0.summary.hasSuffix(".") })
  }
}

extension String {
  func replacingExtension(by other: String) -> String {
    lastIndex(of: ".").map { self[...$0] + other } ?? self + "." + other
  }
}
