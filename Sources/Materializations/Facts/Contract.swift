/// The columns and constraints that an enforced contract promises.
package struct Contract: Hashable, Sendable {
  package var columns: [ContractColumn]
  /// Constraints of the table as a whole.
  package var constraints: [Constraint]

  package init(columns: [ContractColumn], constraints: [Constraint] = []) {
    self.columns = columns
    self.constraints = constraints
  }
}

package struct ContractColumn: Hashable, Sendable {
  package var name: String
  /// As written in `data_type`.
  package var type: String
  /// `quote: true`: the name stands in quotes, so that its case counts.
  package var isQuoted: Bool
  package var constraints: [Constraint]

  package init(
    name: String, type: String, isQuoted: Bool = false, constraints: [Constraint] = []
  ) {
    self.name = name
    self.type = type
    self.isQuoted = isQuoted
    self.constraints = constraints
  }
}

/// A constraint of a column or, with its columns, of a table.
package struct Constraint: Hashable, Sendable {
  package enum Rule: Hashable, Sendable {
    case notNull, unique, primaryKey
    /// An SQL condition.
    case check(String)
    /// The other relation as SQL spells it.
    case foreignKey(to: String, columns: [String])
    /// `references …` in the user's own words.
    case foreignKeyExpression(String)
    case custom(String)
  }

  package var rule: Rule
  package var name: String?
  /// Empty for a constraint of one column, which stands beside it.
  package var columns: [String]
  /// What the user wants behind the keywords: `nulls not distinct`.
  package var expression: String?

  package init(
    _ rule: Rule, name: String? = nil, columns: [String] = [], expression: String? = nil
  ) {
    self.rule = rule
    self.name = name
    self.columns = columns
    self.expression = expression
  }
}
