import PlainData

extension ExpectationType {
  /// A null in the set is dropped; nothing is in an empty set.
  static let columnValuesToBeInSet = columnMap(
    "expect_column_values_to_be_in_set", aliases: ["accepted_values"], .validity,
    summary: "Every value is a member of the set.", parameters: [.valueSet(mayBeEmpty: true)],
    sentence: { "\($0.name()) is one of \($0.members("value_set"))" },
    predicate: { context, column in
      guard let set = context.arguments["value_set"]?.list else { return "TRUE" }
      let members = set.filter { !$0.isNull }
      return members.isEmpty ? "1 = 0" : "\(column) IN \(try context.sql.tuple(members))"
    })
}

extension Parameter {
  static func valueSet(mayBeEmpty: Bool) -> Parameter {
    required(
      "value_set", aliases: ["values"], .values(mayBeEmpty: mayBeEmpty), "The members of the set.")
  }
}
