import Testing

@testable import Compilation

/// Ephemeral parents go in front of a query, or into the `with` it has.
struct CommonTableExpressionsTests {
  @Test(arguments: [
    ("select * from a", "with a as (\nselect 1\n) select * from a"),
    (
      "with b as (select 2) select * from b",
      "with  a as (\nselect 1\n), b as (select 2) select * from b"
    ),
    (
      "-- a comment\nWITH RECURSIVE n as (select 3) select * from n",
      "-- a comment\nWITH RECURSIVE  a as (\nselect 1\n), n as (select 3) select * from n"
    ),
    (
      "/* with */ select withheld from a",
      "with a as (\nselect 1\n) /* with */ select withheld from a"
    ),
  ])
  func injects(query: String, expected: String) {
    let injected = CommonTableExpressions.inject(
      [(name: "a", sql: CompiledSQL(text: "select 1"))], into: CompiledSQL(text: query))
    #expect(injected.text == expected)
  }

  @Test func leavesAQueryWithoutEphemeralParentsAlone() {
    let query = CompiledSQL(text: "select 1")
    #expect(CommonTableExpressions.inject([], into: query).text == "select 1")
  }
}
