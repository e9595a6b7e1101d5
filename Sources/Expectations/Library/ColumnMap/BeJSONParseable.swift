extension ExpectationType {
  /// PostgreSQL tells JSON from other text since version 16.
  static let columnValuesToBeJSONParseable = columnMap(
    "expect_column_values_to_be_json_parseable", .validity,
    summary: "Every text is a JSON document.",
    sentence: { "\($0.name()) is JSON" },
    predicate: { $0.sql.isSQLite ? "json_valid(\($1))" : "\($1) IS JSON" })
}
