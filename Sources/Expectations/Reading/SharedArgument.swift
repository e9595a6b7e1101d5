import Diagnostics
import PlainData
import YAML

/// Arguments that every expectation of a shape takes.
enum SharedArgument: String, CaseIterable {
  case mostly
  case maxUnexpected = "max_unexpected"
  case warnIf = "warn_if"
  case failIf = "fail_if"
  case rowCondition = "row_condition"
  case severity, description, notes, meta
  // Great Expectations' own, which change nothing here: errors never stop a suite, conditions say
  // what they are, and every result is complete.
  case conditionParser = "condition_parser"
  case resultFormat = "result_format"
  case catchExceptions = "catch_exceptions"
  case batchID = "batch_id"

  func applies(to shape: ExpectationType.Shape) -> Bool {
    switch self {
    case .mostly, .maxUnexpected, .warnIf, .failIf: shape == .map
    case .rowCondition, .conditionParser: shape != .table
    default: true
    }
  }

  /// Whether results list it among the expectation's arguments.
  var isPartOfKwargs: Bool {
    switch self {
    case .mostly, .maxUnexpected, .warnIf, .failIf, .rowCondition: true
    default: false
    }
  }

  static func share(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) -> Double {
    guard let share = value.double else {
      throw .wrongType(node, "`mostly`", wanted: "a number")
    }
    guard (0...1).contains(share) else {
      throw Diagnostic(
        code: "argument-out-of-range", "`mostly` must be between 0 and 1 and is \(value.inline)",
        at: node.span,
        help: share > 1 && share <= 100 ? ["\(value.inline) % is `mostly: \(share / 100)`"] : [])
    }
    return share
  }

  static func count(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) -> Int {
    guard let count = value.int else {
      throw .wrongType(node, "`max_unexpected`", wanted: "an integer")
    }
    guard count >= 0 else {
      throw Diagnostic(
        code: "argument-out-of-range", "`max_unexpected` is below 0", at: node.span)
    }
    return count
  }

  static func threshold(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) -> Threshold {
    let text = value.string ?? value.double.map { "\($0)" } ?? ""
    guard let threshold = Threshold(parsing: text) else {
      throw Diagnostic(
        code: "threshold-form", "`\(value.bare)` is no threshold", at: node.place,
        help: ["write a comparison with a number or a percentage: `\"> 10\"`, `\">= 0.5%\"`"])
    }
    return threshold
  }

  static func severity(_ value: PlainValue, _ node: YAMLNode) throws(Diagnostic) -> Severity {
    guard let text = value.string else {
      throw .wrongType(node, "`severity`", wanted: "a string")
    }
    guard let severity = Severity(rawValue: text) else {
      throw .unknownValue(
        "severity", Located(text, at: node.span), choices: Severity.allCases.map(\.rawValue))
    }
    return severity
  }
}
