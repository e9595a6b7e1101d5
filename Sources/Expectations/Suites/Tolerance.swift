/// How many unexpected rows are put up with, and what more of them mean.
package struct Tolerance: Hashable, Sendable {
  /// The least share of the considered rows that must be as expected, 0...1, default 1.
  package var mostly: Double = 1
  /// The largest number of unexpected rows, beside `mostly`.
  package var maxUnexpected: Int?
  /// Replaces `mostly`'s verdict: a failure whatever the severity says.
  package var failIf: Threshold?
  /// A warning, where it is not a failure already.
  package var warnIf: Threshold?

  package init() {}
}

/// A comparison with the number or percentage of unexpected rows: `> 10`, `>= 0.5%`.
package struct Threshold: Hashable, Sendable {
  enum Comparison: String, CaseIterable {
    // Longer spellings first: `>=` also starts with `>`.
    case atLeast = ">="
    case atMost = "<="
    case notEqual = "!="
    case equal = "=="
    case above = ">"
    case below = "<"
  }

  var comparison: Comparison
  var limit: Double
  var isPercentage: Bool
}

extension Threshold {
  /// A bare number is a count that must not be exceeded; nil when the text is no threshold.
  init?(parsing text: String) {
    var rest = text.trimmed
    let found = Comparison.allCases.first { rest.hasPrefix($0.rawValue) }
    if let found { rest = String(rest.dropFirst(found.rawValue.count)).trimmed }
    isPercentage = rest.hasSuffix("%")
    if isPercentage { rest = String(rest.dropLast()).trimmed }
    guard let limit = Double(rest), limit.isFinite, limit >= 0 else { return nil }
    self.limit = limit
    comparison = found ?? .above
  }

  /// Whether `unexpected` rows of `considered` meet the condition; no rows are 0 %.
  func holds(unexpected: Int, considered: Int) -> Bool {
    let percentage = considered == 0 ? 0 : 100 * Double(unexpected) / Double(considered)
    let value = isPercentage ? percentage : Double(unexpected)
    return switch comparison {
    case .above: value > limit
    case .atLeast: value >= limit
    case .below: value < limit
    case .atMost: value <= limit
    case .equal: value == limit
    case .notEqual: value != limit
    }
  }
}

extension Threshold: CustomStringConvertible {
  package var description: String {
    let number = limit == limit.rounded() && limit < 1e15 ? "\(Int(limit))" : "\(limit)"
    return "\(comparison.rawValue) \(number)\(isPercentage ? " %" : "")"
  }
}
