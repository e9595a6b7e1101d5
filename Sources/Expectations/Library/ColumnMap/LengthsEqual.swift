import PlainData

extension ExpectationType {
  static let columnValueLengthsToEqual = columnMap(
    "expect_column_value_lengths_to_equal", .validity,
    summary: "Every text has the length, in characters.",
    parameters: [.required("value", .integer, "The length.")],
    sentence: { "\($0.name()) has \($0.word("value")) characters" },
    rule: { context in
      context.arguments["value"]?.double.map { .length(NativeRange(low: $0, high: $0)) }
    },
    predicate: { "length(\($1)) = \(try $0.sql.literal($0.arguments.required("value", \.self)))" })
}
