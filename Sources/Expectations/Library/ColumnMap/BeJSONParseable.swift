extension ExpectationType {
  /// SQLite tells JSON from other text itself; PostgreSQL only since version 16.
  static let columnValuesToBeJSONParseable = ExpectationType(
    "expect_column_values_to_be_json_parseable", .validity, .map,
    summary: "Every text is a JSON document.", parameters: [.column],
    sentence: { "\($0.name()) is JSON" },
    check: { context in
      context.sql.isSQLite
        ? try context.columnMap { "json_valid(\($0))" } : try context.judgedValues(by: .json)
    })
}
