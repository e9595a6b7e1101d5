import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// As Python's `strptime`, English names: the databases' own formats are other ones.
  static let columnValuesToMatchStrftimeFormat = judgedValues(
    "expect_column_values_to_match_strftime_format",
    summary: "Every value is a time in the format.",
    parameters: [.required("strftime_format", .text, "The format: `%Y-%m-%d`.")],
    sentence: { "\($0.name()) is a time as `\($0.word("strftime_format"))`" },
    problems: { arguments in
      guard let format = arguments["strftime_format"]?.string, TimeFormat(format) == nil else {
        return []
      }
      return [
        ArgumentProblem(
          argument: "strftime_format", code: "time-format",
          message: "`\(format)` has a directive that `strptime` does not know")
      ]
    },
    rule: { .time(format: try $0.text("strftime_format")) })
}
