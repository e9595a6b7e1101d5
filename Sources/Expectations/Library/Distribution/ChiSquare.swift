import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Great Expectations' name of before version 1.
  static let columnChiSquarePValueToBeGreaterThan = distribution(
    "expect_column_chisquare_test_p_value_to_be_greater_than",
    summary: "Pearson's test does not tell the values' distribution from the reference.",
    parameters: [.optional("p", .number, "The least p-value, default 0.05.")],
    sentence: {
      "\($0.name()) is distributed as its reference (p above \($0["p"]?.bare ?? "0.05"))"
    },
    judge: { arguments, counts in
      let value = counts.chiSquareProbability
      return (value > arguments["p"]?.double ?? 0.05, value)
    })
}
