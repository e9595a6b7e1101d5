extension ExpectationType {
  /// What a person reads about the type.
  ///
  ///     expect_column_values_to_be_unique (uniqueness), also `unique`
  ///     No value occurs twice; missing values may.
  ///       column    required  The column that is looked at.
  package var documentation: String {
    let also = aliases.isEmpty ? "" : ", also " + aliases.map { "`\($0)`" }.joined(separator: ", ")
    let width = parameters.map(\.name.count).max() ?? 0
    let lines = parameters.map { parameter in
      "  " + parameter.name.padded(to: width) + "  "
        + (parameter.isRequired ? "required  " : "optional  ") + parameter.summary
    }
    return (["\(name) (\(category.rawValue))\(also)", summary] + lines).joined(separator: "\n")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
