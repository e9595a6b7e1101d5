import PlainData
import Warehouse

/// A suite that a relation's profile speaks for, as lines of YAML that a person edits.
package struct SuiteProposal {
  private let profile: RelationProfile
  private let target: String
  private let name: String

  /// `target` is how the relation is named in a suite: `ref('stg_readings')`.
  package init(of profile: RelationProfile, target: String, name: String) {
    self.profile = profile
    self.target = target
    self.name = name
  }

  /// Foreign keys that were found: a column, and the column of another relation that holds its values.
  package struct ForeignKey: Hashable, Sendable {
    package let column: String
    package let target: String
    package let field: String

    package init(column: String, target: String, field: String) {
      self.column = column
      self.target = target
      self.field = field
    }
  }

  /// - Parameter compoundKey: two columns whose values identify rows only together.
  package func text(compoundKey: [String]? = nil, foreignKeys: [ForeignKey] = []) -> String {
    let head = [
      "  - name: \(YAMLText.scalar(.string(name)))", "    on: \(target)", "    expectations:",
    ]
    let keys = foreignKeys.map { key in
      YAMLText.entry(
        "expect_column_values_to_exist_in_other_table",
        [
          "column": .string(key.column), "other_table": .string(key.target),
          "other_column": .string(key.field),
        ])
    }
    let compound = compoundKey.map { columns in
      YAMLText.entry(
        "expect_compound_columns_to_be_unique",
        ["column_list": .list(columns.map(PlainValue.string))])
    }
    let lines =
      rowCount + [compound].compactMap(\.self) + profile.columns.flatMap(expectations) + keys
    return (head + lines.map { "      - \($0)" }).joined(separator: "\n")
  }

  /// Between half and twice as many rows as there are; of an empty relation nothing is known.
  private var rowCount: [String] {
    guard profile.rowCount > 0 else { return [] }
    return [
      YAMLText.entry(
        "expect_table_row_count_to_be_between",
        [
          "min_value": .int(max(1, profile.rowCount / 2)), "max_value": .int(profile.rowCount * 2),
          "severity": "warning",
        ])
    ]
  }

  private func expectations(of column: ColumnProfile) -> [String] {
    guard profile.rowCount > 0, column.present > 0 else { return [] }
    let subject: PlainMap = ["column": .string(column.name)]
    return presence(column, subject) + uniqueness(column, subject) + range(column, subject)
      + texts(column, subject)
  }

  /// `mostly` is the lower end of a 99 % confidence interval, rounded down to four places.
  private func presence(_ column: ColumnProfile, _ subject: PlainMap) -> [String] {
    var arguments = subject
    if column.present < profile.rowCount {
      let share = ConfidenceInterval.lowerBound(column.present, of: profile.rowCount)
      guard share >= 0.5 else { return [] }
      arguments["mostly"] = .double((share * 10_000).rounded(.down) / 10_000)
    }
    return [YAMLText.entry("expect_column_values_to_not_be_null", arguments)]
  }

  private func uniqueness(_ column: ColumnProfile, _ subject: PlainMap) -> [String] {
    guard column.identifies(profile.rowCount), !column.isMeasured else { return [] }
    return [YAMLText.entry("expect_column_values_to_be_unique", subject)]
  }

  private func range(_ column: ColumnProfile, _ subject: PlainMap) -> [String] {
    guard let least = column.least, let greatest = column.greatest else { return [] }
    // Times go on and keys grow: only their lower ends are expected.
    let goesOn = column.kind == .moment || column.identifies(profile.rowCount)
    var arguments = subject
    arguments["min_value"] = least.plain
    if !goesOn { arguments["max_value"] = greatest.plain }
    arguments["severity"] = "warning"
    return [YAMLText.entry("expect_column_values_to_be_between", arguments)]
  }

  private func texts(_ column: ColumnProfile, _ subject: PlainMap) -> [String] {
    // Few values that occur often are a list of words.
    if let values = column.values, column.present >= 5 * max(1, column.distinct) {
      var arguments = subject
      arguments["value_set"] = .list(values.map(\.plain))
      return [YAMLText.entry("expect_column_values_to_be_in_set", arguments)]
    }
    guard let shortest = column.shortest, let longest = column.longest else { return [] }
    var arguments = subject
    if shortest == longest {
      arguments["value"] = .int(shortest)
      return [YAMLText.entry("expect_column_value_lengths_to_equal", arguments)]
    }
    arguments["min_value"] = .int(shortest)
    arguments["max_value"] = .int(longest)
    arguments["severity"] = "warning"
    return [YAMLText.entry("expect_column_value_lengths_to_be_between", arguments)]
  }
}

/// What a share of a sample tells of the share of all.
enum ConfidenceInterval {
  /// The lower end of Wilson's 99 % interval (Wilson 1927) of `successes` of `total`.
  static func lowerBound(_ successes: Int, of total: Int) -> Double {
    guard total > 0 else { return 0 }
    let (n, z) = (Double(total), 2.575829303548901)
    let share = Double(successes) / n
    let middle = share + z * z / (2 * n)
    let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, (middle - reach) / (1 + z * z / n))
  }
}
