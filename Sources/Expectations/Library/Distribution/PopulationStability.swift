import Diagnostics
import PlainData
import Warehouse

extension ExpectationType {
  /// Below 0.1 two distributions are usually taken for one, above 0.25 for different ones.
  static let columnPSIToBeLessThan = distribution(
    "expect_column_psi_to_be_less_than",
    summary: "The population stability index of the values and the reference is below the limit.",
    parameters: [.optional("threshold", .number, "The limit, default 0.2.")],
    sentence: {
      "\($0.name()) is distributed as its reference (PSI below \($0["threshold"]?.bare ?? "0.2"))"
    },
    judge: { arguments, counts in
      let index = counts.stabilityIndex
      return (index < arguments["threshold"]?.double ?? 0.2, index)
    })
}
