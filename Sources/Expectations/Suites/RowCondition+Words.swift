import PlainData

extension RowCondition {
  /// The condition in words, as a sentence goes on behind `where`.
  var words: String {
    switch self {
    case .sql(let text): "`\(text)`"
    case .comparison(let column, let comparison, let value):
      "`\(column)` \(comparison.words) \(value.inline)"
    case .nullity(let column, let isNull): "`\(column)` is \(isNull ? "null" : "not null")"
    case .all(let conditions): conditions.map(\.part).joined(separator: " and ")
    case .any(let conditions): conditions.map(\.part).joined(separator: " or ")
    }
  }

  private var part: String {
    switch self {
    case .all(let conditions) where conditions.count > 1: "(\(words))"
    case .any(let conditions) where conditions.count > 1: "(\(words))"
    default: words
    }
  }
}

extension ComparisonOperator {
  fileprivate var words: String {
    switch self {
    case .equal: "="
    case .notEqual: "≠"
    case .less: "<"
    case .atMost: "≤"
    case .greater: ">"
    case .atLeast: "≥"
    case .isIn: "is one of"
    case .isNotIn: "is none of"
    }
  }
}
