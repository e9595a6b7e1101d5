import Testing

@testable import Compilation

/// Arrays and JSON of PostgreSQL become the text that dbt shows for them.
struct NestedTextTests {
  @Test(arguments: [
    ("{1,2,NULL}", "integer[]", "[1, 2, null]"),
    ("{}", "integer[]", "[]"),
    ("{{1,2},{3,4}}", "bigint[]", "[[1, 2], [3, 4]]"),
    ("[0:1]={t,f}", "boolean[]", "[true, false]"),
    ("{a,\"b \\\"c\\\"\",\"NULL\"}", "text[]", #"["a", "b \"c\"", "NULL"]"#),
    ("{1.5}", "numeric[]", "[1.5]"),
    (#"{"a":[1]}"#, "jsonb", #"{"a": [1]}"#),
  ])
  func readsNestedValues(text: String, type: String, json: String) {
    #expect(NestedText.json(of: text, type: type) == json)
  }

  @Test(arguments: [("{1,2}", "text"), ("{1,2", "integer[]"), ("1", "integer[]"), ("1", "jsonb")])
  func leavesTheRestAlone(text: String, type: String) {
    #expect(NestedText.json(of: text, type: type) == nil)
  }
}
