import Diagnostics
import PlainData

extension ExpectationType {
  /// With a null in the set the comparison is never true or false, so nothing is unexpected: the
  /// reader warns about it.
  static let columnValuesToNotBeInSet = columnMap(
    "expect_column_values_to_not_be_in_set", aliases: ["not_accepted_values"], .validity,
    summary: "No value is a member of the set.", parameters: [.valueSet(mayBeEmpty: true)],
    sentence: { "\($0.name()) is none of \($0.members("value_set"))" },
    problems: { arguments in
      guard arguments["value_set"]?.list?.contains(.null) == true else { return [] }
      return [
        ArgumentProblem(
          argument: "value_set", code: "null-in-set",
          message: "nothing is unexpected where the set holds a null", severity: .warning)
      ]
    },
    rule: { $0.textSet(dropsNulls: false).map { .noMember($0) } },
    predicate: { context, column in
      let set = context.arguments["value_set"]?.list ?? []
      return set.isEmpty ? "1 = 1" : "\(column) NOT IN \(try context.setTuple(set))"
    })
}
