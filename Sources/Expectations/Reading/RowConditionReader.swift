import Diagnostics
import PlainData
import YAML

/// Reads a row condition: SQL, Great Expectations' JSON objects, or its older `col("a") > 5`.
enum RowConditionReader {
  /// Throws: `row-condition` where an object has no known form.
  static func read(_ node: YAMLNode) throws(Diagnostic) -> RowCondition {
    if let text = node.text, node.kind == .scalar, !node.isNull {
      return try ColumnCallCondition.parse(text, at: node.span) ?? .sql(text)
    }
    guard node.kind == .mapping, let type = node["type"]?.text ?? node["condition_type"]?.text
    else { throw .unknownForm(node) }
    switch type {
    case "comparison": return try comparison(node)
    case "nullity": return try nullity(node)
    case "and": return .all(try parts(node))
    case "or": return .any(try parts(node))
    default: throw .unknownForm(node)
    }
  }

  private static func parts(_ node: YAMLNode) throws(Diagnostic) -> [RowCondition] {
    guard let conditions = node["conditions"], conditions.kind == .sequence else {
      throw .unknownForm(node)
    }
    var parts: [RowCondition] = []
    for item in conditions.items { parts.append(try read(item)) }
    return parts
  }

  private static func column(_ node: YAMLNode) throws(Diagnostic) -> String {
    guard let name = node["column"]?["name"]?.text ?? node["column"]?.text else {
      throw .unknownForm(node)
    }
    return name
  }

  private static func comparison(_ node: YAMLNode) throws(Diagnostic) -> RowCondition {
    guard let text = node["operator"]?.text, let parameter = node["parameter"] else {
      throw .unknownForm(node)
    }
    guard let comparison = ComparisonOperator(rawValue: text) else {
      throw .unknownValue(
        "operator", Located(text, at: node["operator"]?.span ?? node.span),
        choices: ComparisonOperator.allCases.map(\.rawValue))
    }
    return .comparison(
      column: try column(node), operator: comparison, value: parameter.plain)
  }

  private static func nullity(_ node: YAMLNode) throws(Diagnostic) -> RowCondition {
    guard let isNull = node["is_null"]?.bool else { throw .unknownForm(node) }
    return .nullity(column: try column(node), isNull: isNull)
  }
}

/// The condition strings of Great Expectations before 1.9: `col("age") >= 18`, `col("a").notNull()`.
private enum ColumnCallCondition {
  /// nil when the text does not begin with a call of `col`.
  static func parse(_ text: String, at span: Span) throws(Diagnostic) -> RowCondition? {
    let text = text.trimmed
    guard text.hasPrefix("col("), let close = text.firstIndex(of: ")") else { return nil }
    let name = String(text[..<close].dropFirst(4)).trimmed
    guard name.count > 2 else { return nil }
    let column = String(name.dropFirst().dropLast())
    let rest = String(text[text.index(after: close)...]).trimmed
    if rest == ".notNull()" || rest == ".notnull()" {
      return .nullity(column: column, isNull: false)
    }
    if rest == ".isNull()" { return .nullity(column: column, isNull: true) }
    for comparison in operators where rest.hasPrefix(comparison.rawValue) {
      let literal = String(rest.dropFirst(comparison.rawValue.count)).trimmed
      if let value = value(literal) {
        return .comparison(column: column, operator: comparison, value: value)
      }
    }
    throw Diagnostic(
      code: "row-condition", "`\(text)` is no comparison of a column", at: span,
      help: ["write the condition in SQL: `\(column) > 0`"])
  }

  // Longer spellings first: `<=` also begins with `<`.
  private static let operators: [ComparisonOperator] = [
    .equal, .notEqual, .atMost, .atLeast, .less, .greater,
  ]

  private static func value(_ literal: String) -> PlainValue? {
    if let whole = Int(literal) { return .int(whole) }
    if let number = Double(literal) { return .double(number) }
    if ["True", "true"].contains(literal) { return .bool(true) }
    if ["False", "false"].contains(literal) { return .bool(false) }
    guard literal.count >= 2, let quote = literal.first, quote == literal.last,
      quote == "'" || quote == "\""
    else { return nil }
    return .string(String(literal.dropFirst().dropLast()))
  }
}

extension Diagnostic {
  fileprivate static func unknownForm(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      code: "row-condition", "a row condition is SQL or a comparison, nullity, and / or object",
      at: node.place, help: ["write the condition in SQL: `\"reading_at >= '2024-01-01'\"`"])
  }
}
