import PlainData

/// A measure as a pass over rows takes it, without SQL; it says the same as the measure's SQL.
enum NativeMeasure: Hashable, Sendable {
  case rows
  case present(String)
  case missing(String)
  /// Rows in which one of the columns, or each of them, has a value.
  case presentAny([String])
  case presentAll([String])
  /// Rows that have a value which breaks the rule.
  case unexpected(String, NativeRule)
  case aggregate(NativeAggregate, String)
  case percentile(String, Percentile)
  /// Rows whose values, none of them missing, occur more than once.
  case duplicates([String])
  case distinct(String)
}

enum NativeAggregate: Hashable, Sendable {
  case minimum, maximum, mean, sum, deviation
}

/// What a value must be.
enum NativeRule: Hashable, Sendable {
  case numbers(NativeRange<Double>)
  case texts(NativeRange<String>)
  /// In UTF-8: SQL compares bytes, Swift takes canonically equivalent texts for equal.
  case member(Set<[UInt8]>)
  case noMember(Set<[UInt8]>)
  case match(String)
  case noMatch(String)
  /// In characters.
  case length(NativeRange<Double>)

  /// Whether it is about texts.
  var isOfText: Bool { if case .numbers = self { false } else { true } }
}

/// A range with or without its edges.
struct NativeRange<Value: Hashable & Comparable & Sendable>: Hashable, Sendable {
  var low: Value?
  var high: Value?
  var excludesLow = false
  var excludesHigh = false

  func contains(_ value: Value) -> Bool {
    if let low, excludesLow ? value <= low : value < low { return false }
    if let high, excludesHigh ? value >= high : value > high { return false }
    return true
  }
}

extension NativeMeasure {
  /// The columns it reads.
  var columns: [String] {
    switch self {
    case .rows: []
    case .present(let column), .missing(let column), .unexpected(let column, _),
      .aggregate(_, let column), .percentile(let column, _), .distinct(let column):
      [column]
    case .duplicates(let columns), .presentAny(let columns), .presentAll(let columns): columns
    }
  }

  /// Whether it can be taken of a column of this kind.
  func fits(_ kind: NativeColumn.Kind) -> Bool {
    switch self {
    case .aggregate, .percentile, .unexpected(_, .numbers): kind == .number
    case .unexpected(_, .texts): kind != .number
    case .unexpected: kind == .text
    default: true
    }
  }
}
