import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  static let columnValuesToMatchJSONSchema = judgedValues(
    "expect_column_values_to_match_json_schema",
    summary: "Every text is a JSON document that the schema describes.",
    parameters: [.required("json_schema", .map, "The JSON schema.")],
    sentence: { "\($0.name()) is JSON as its schema says" },
    problems: { arguments in
      JSONSchema.unreadablePatterns(in: arguments["json_schema"] ?? .null).map { pattern in
        ArgumentProblem(
          argument: "json_schema", code: "json-schema",
          message: "the pattern `\(pattern)` is no regular expression")
      }
    },
    rule: { .jsonSchema(try $0.required("json_schema", \.self)) })
}
