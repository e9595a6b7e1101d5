import TestSupport
import Testing

/// What templates print: numbers from the database, with all of their digits, tables and lines of text.
@Suite struct PrintedValueTests {
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

  /// As agate 1.9 writes the same values.
  @Test func arePrintedAsAgateDoes() async throws {
    let project = try SampleProject()
    try project.write([
      "macros/show.sql": """
      {% macro show() %}
        {% do run_query("select 3000 as a, 1000.12345 as b, 12.5 as c, 'x' as d, 1e6 as e
          union all select 3, 3, 1.0, 'yyy', 0.25").print_table() %}
      {% endmacro %}
      """
    ])
    let result = try await project.run("run-operation", "show", "--quiet")
    #expect(
      result.stdout == """
        |    a |          b |    c | d   |            e |
        | ---- | ---------- | ---- | --- | ------------ |
        | 3000 | 1,000.123… | 12.5 | x   | 1,000,000.00 |
        |    3 |     3.000… |  1.0 | yyy |         0.25 |

        """)
  }

  /// What `dbt --quiet run-operation … > file` writes to the file.
  @Test func printedTextIsBare() async throws {
    let project = try SampleProject()
    try project.write([
      "macros/say.sql":
        "{% macro say() %}{{ print('one\\ntwo') }}{% do log('three', info=true) %}{% endmacro %}"
    ])
    let quiet = try await project.run("run-operation", "say", "--quiet")
    #expect(quiet.stdout == "one\ntwo\n")
    let silent = try await project.run("run-operation", "say", "--quiet", "--no-print")
    #expect(silent.stdout.isEmpty)
    let log = try await project.run("run-operation", "say", "--log-format", "json")
    #expect(log.stdout.contains("\"name\":\"PrintEvent\""))
    #expect(log.stdout.contains("\"name\":\"JinjaLogInfo\""))
  }

  /// As dbt, which renders what is not plain while it parses; what has not changed is not rendered again.
  @Test func isToldWhileParsing() async throws {
    let project = try SampleProject()
    try project.write([
      "models/a.sql": "{{ log('from a', info=true) }}{{ print('bare') }}{{ log('quiet') }}select 1",
      "models/b.sql": "{% if execute %}{{ log('not yet', info=true) }}{% endif %}select 1",
    ])
    let first = try await project.run("parse")
    #expect(first.text.contains("from a\n") && first.text.contains("\nbare\n"))
    #expect(!first.text.contains("not yet") && !first.text.contains("quiet"))
    let again = try await project.run("parse")
    #expect(again.exitCode == 0 && !again.text.contains("from a"))
  }

  /// Rows are tuples, and equal names of columns get numbers.
  @Test func areThoseOfAgatesTables() async throws {
    let project = try SampleProject()
    let template = """
      {% call statement('s', fetch_result=true) %}select 1 as a, 2 as a, 3 as b{% endcall %}
      {% set result = load_result('s') %}
      select '{{ result.data }} {{ result.table.column_names | join("/") }}' as text
      """
    #expect(try await project.rows(template).contains("[(1, 2, 3)] a/a_2/b"))
  }
}
