import Diagnostics
import PlainData

extension ExpectationType {
  /// `{batch}` stands for the relation; two braces stand for one, as in Python's `format`.
  static let unexpectedRows = ExpectationType(
    "unexpected_rows_expectation", aliases: ["expect_query_to_return_no_rows"], .custom, .table,
    summary: "The query returns no rows.",
    parameters: [
      .required(
        "unexpected_rows_query", aliases: ["query"], .text, "SQL with {batch} for the relation.")
    ],
    sentence: { _ in "the query of unexpected rows finds none" },
    check: { context in
      let text = try context.arguments.text("unexpected_rows_query")
      let query = text.withoutTrailingSemicolon.replacing("{batch}", with: context.table)
        .replacing("{{", with: "{").replacing("}}", with: "}")
      // A line end, so that a comment at the end of the query leaves the parenthesis alone.
      let count = Measure.query("SELECT count(*) FROM (\(query)\n) AS unexpected", scans: 1)
      return Check([count], unexpected: .query(query)) { readings in
        let rows = readings.count(0)
        return .value(ObservedValue(isMet: rows == 0, observed: .int(rows)))
      }
    })
}

extension String {
  fileprivate var withoutTrailingSemicolon: String {
    var text = trimmed
    while text.hasSuffix(";") { text = String(text.dropLast()).trimmed }
    return text
  }
}
