import Diagnostics
import PlainData
import Warehouse

/// The range that `min_value`, `max_value`, `strict_min` and `strict_max` state.
struct Bounds: Hashable, Sendable {
  var minimum: PlainValue?
  var maximum: PlainValue?
  var excludesMinimum: Bool
  var excludesMaximum: Bool

  /// Whether values are compared with numbers.
  var areNumbers: Bool { [minimum, maximum].contains { $0?.double != nil } }

  init(_ arguments: Arguments) {
    minimum = arguments["min_value"]
    maximum = arguments["max_value"]
    let areExcluded = arguments["inclusive"]?.bool == false
    excludesMinimum = areExcluded || arguments.flag("strict_min")
    excludesMaximum = areExcluded || arguments.flag("strict_max")
  }

  /// Whether a value of the database lies in the range; a missing value and NaN do not.
  func contains(_ value: SQLValue) -> Bool {
    guard let value = Ordinal(value) else { return false }
    return isAbove(value) && isBelow(value)
  }

  private func isAbove(_ value: Ordinal) -> Bool {
    guard let minimum else { return true }
    guard let order = Ordinal(minimum).flatMap(value.compared(with:)) else { return false }
    return order > 0 || (order == 0 && !excludesMinimum)
  }

  private func isBelow(_ value: Ordinal) -> Bool {
    guard let maximum else { return true }
    guard let order = Ordinal(maximum).flatMap(value.compared(with:)) else { return false }
    return order < 0 || (order == 0 && !excludesMaximum)
  }
}

extension Bounds {
  /// "between 0 and 12", "at least 0", "less than 12", "anything".
  var sentence: String {
    let low = minimum?.bare
    let high = maximum?.bare
    switch (low, high) {
    case (let low?, let high?) where !excludesMinimum && !excludesMaximum:
      return low == high ? low : "between \(low) and \(high)"
    case (let low?, let high?):
      return "\(excludesMinimum ? "more than" : "at least") \(low) and "
        + "\(excludesMaximum ? "less than" : "at most") \(high)"
    case (let low?, nil): return "\(excludesMinimum ? "more than" : "at least") \(low)"
    case (nil, let high?): return "\(excludesMaximum ? "less than" : "at most") \(high)"
    case (nil, nil): return "anything"
    }
  }

  /// The range as SQL about `subject`; nil when there are no bounds.
  func sql(_ subject: String, _ sql: SQLSpelling) throws(Diagnostic) -> String? {
    var parts: [String] = []
    if let minimum {
      let bound = try sql.bound(minimum, isUpperEdge: excludesMinimum)
      parts.append("\(subject) \(excludesMinimum ? ">" : ">=") \(bound)")
    }
    if let maximum {
      let bound = try sql.bound(maximum, isUpperEdge: !excludesMaximum)
      parts.append("\(subject) \(excludesMaximum ? "<" : "<=") \(bound)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " AND ")
  }

  /// The range for a pass over rows of numbers; nil where a bound is none.
  var numbers: NativeRange<Double>? {
    let bounds = [minimum, maximum].compactMap(\.self)
    guard !bounds.isEmpty, bounds.allSatisfy({ ($0.double?.magnitude ?? .infinity) <= 0x1p53 })
    else { return nil }
    return NativeRange(
      low: minimum?.double, high: maximum?.double, excludesLow: excludesMinimum,
      excludesHigh: excludesMaximum)
  }

  /// The same of texts, in which SQLite keeps times, with the bounds that SQL would be told.
  func rule(_ kind: ColumnClass, _ sql: SQLSpelling) throws(Diagnostic) -> NativeRule? {
    if kind == .number { return numbers.map { .numbers($0) } }
    let bounds = [minimum, maximum].compactMap(\.self)
    guard kind == .moment || kind == .text, bounds.allSatisfy({ $0.string != nil }) else {
      return nil
    }
    let low = try minimum.map { bound throws(Diagnostic) in
      try sql.bound(bound, isUpperEdge: excludesMinimum)
    }
    let high = try maximum.map { bound throws(Diagnostic) in
      try sql.bound(bound, isUpperEdge: !excludesMaximum)
    }
    // Times have no quotes inside.
    return .texts(
      NativeRange(
        low: low.map { String($0.dropFirst().dropLast()) },
        high: high.map { String($0.dropFirst().dropLast()) },
        excludesLow: excludesMinimum, excludesHigh: excludesMaximum))
  }

  /// `minimum > maximum`, and bounds that cannot be compared with each other.
  static func problems(_ arguments: Arguments) -> [ArgumentProblem] {
    let bounds = Bounds(arguments)
    guard let minimum = bounds.minimum, let maximum = bounds.maximum else { return [] }
    guard
      let order = Ordinal(minimum).flatMap({ low in Ordinal(maximum).flatMap(low.compared(with:)) })
    else {
      return [
        ArgumentProblem(
          argument: "max_value", code: "incomparable-bounds",
          message: "`min_value` and `max_value` are not of one kind")
      ]
    }
    if order <= 0 { return [] }
    return [
      ArgumentProblem(
        argument: "min_value", code: "empty-range",
        message: "`min_value` \(minimum.bare) is above `max_value` \(maximum.bare)")
    ]
  }

  /// A range without bounds expects nothing.
  static func problemsWhereOneIsNeeded(_ arguments: Arguments) -> [ArgumentProblem] {
    let bounds = Bounds(arguments)
    if bounds.minimum != nil || bounds.maximum != nil { return problems(arguments) }
    return [
      ArgumentProblem(
        argument: "min_value", code: "missing-expectation-argument",
        message: "`min_value` or `max_value` is required")
    ]
  }
}

extension PlainValue {
  /// For sentences: texts without quotes.
  var bare: String { string ?? inline }
}
