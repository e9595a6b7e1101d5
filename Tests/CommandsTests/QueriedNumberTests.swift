import TestSupport
import Testing

/// Numbers that templates read from the database: dbt gives them as Decimals, with all of their digits.
@Suite struct QueriedNumberTests {
  private func values(_ database: SampleProject.Database, _ query: String) async throws -> String {
    let project = try SampleProject(database)
    let template = """
      {% set table = run_query("\(query)") %}
      {% set values = table.columns[0].values() %}
      select '{% for value in values %}{{ value }} {{ value * 3 }} {{ value / 4 }};{% endfor %}' as text
      """
    return try await project.rows(template)
  }

  @Test(.requiresPostgres) func keepTheirDigitsOnPostgreSQL() async throws {
    let query = "select x from (values (12345678901234567.8900), (0.10), (7)) v(x)"
    #expect(
      try await values(.postgres, query).contains(
        "12345678901234567.8900 37037036703703703.6700 3086419725308641.9725;"
          + "0.10 0.30 0.025;7 21 1.75;"))
  }

  @Test func areOfOneKindInAColumn() async throws {
    #expect(
      try await values(.sqlite, "select 2 as x union all select 0.1 order by 1").contains(
        "0.1 0.3 0.025;2 6 0.5;"))
    #expect(
      try await values(.sqlite, "select 2 as x union all select 3 order by 1").contains(
        "2 6 0.5;3 9 0.75;"))
  }
}
