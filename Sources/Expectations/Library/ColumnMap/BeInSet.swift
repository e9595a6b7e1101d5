import PlainData

extension ExpectationType {
  /// A null in the set is dropped; nothing is in an empty set.
  static let columnValuesToBeInSet = columnMap(
    "expect_column_values_to_be_in_set", aliases: ["accepted_values"], .validity,
    summary: "Every value is a member of the set.", parameters: [.valueSet(mayBeEmpty: true)],
    sentence: { "\($0.name()) is one of \($0.members("value_set"))" },
    rule: { $0.textSet(dropsNulls: true).map { .member($0) } },
    predicate: { context, column in
      guard let set = context.arguments["value_set"]?.list else { return "TRUE" }
      let members = set.filter { !$0.isNull }
      return members.isEmpty ? "1 = 0" : "\(column) IN \(try context.setTuple(members))"
    })
}

extension CheckContext {
  /// Members of a set as literals that the column's values can be compared with: among truth values,
  /// 0 and 1 are two of them.
  func setTuple(_ members: [PlainValue]) throws -> String {
    try sql.tuple(try members.map(truth))
  }

  func setLiteral(_ member: PlainValue) throws -> String { try sql.literal(try truth(member)) }

  private func truth(_ member: PlainValue) throws -> PlainValue {
    guard case .int(let number) = member, 0...1 ~= number, try columnClass() == .boolean else {
      return member
    }
    return .bool(number == 1)
  }

  /// The members of `value_set` in UTF-8 where all of them are texts.
  func textSet(dropsNulls: Bool) -> Set<[UInt8]>? {
    guard let set = arguments["value_set"]?.list else { return nil }
    let members = dropsNulls ? set.filter { !$0.isNull } : set
    let texts = members.compactMap(\.string)
    return texts.count == members.count ? Set(texts.map { Array($0.utf8) }) : nil
  }
}

extension Parameter {
  static func valueSet(mayBeEmpty: Bool) -> Parameter {
    required(
      "value_set", aliases: ["values"], .values(mayBeEmpty: mayBeEmpty), "The members of the set.")
  }
}
