import Diagnostics
import PlainData
import YAML

/// Soda's checks of one data set as expectations, where they have an equal.
enum SodaChecks {
  static func suite(_ heading: YAMLNode, _ list: YAMLNode) -> ImportedSuite {
    let subject = String((heading.text ?? "").dropFirst("checks for ".utf8.count)).trimmed
    var suite = ImportedSuite(name: subject + "_soda", subject: subject)
    for node in list.items {
      let (text, settings) = parts(of: node)
      guard let text else {
        suite.problems.append(.notTaken("a check without a name", at: node.span))
        continue
      }
      let entries = self.entries(text, settings)
      if entries.isEmpty { suite.problems.append(.notTaken("`\(text)`", at: node.span)) }
      suite.entries += entries
    }
    return suite
  }

  /// `- row_count > 0`, or a check with settings below it.
  private static func parts(of node: YAMLNode) -> (String?, YAMLNode?) {
    if let text = node.text { return (text, nil) }
    guard let pair = node.pairs.first else { return (nil, nil) }
    return (pair.key.text, pair.value)
  }

  private static func entries(_ text: String, _ settings: YAMLNode?) -> [String] {
    if text == "schema" { return settings.map(schema) ?? [] }
    if text.hasPrefix("freshness(") { return freshness(text) }
    if text == "failed rows" { return settings.map(failedRows) ?? [] }
    guard let check = SodaCheck(text) else { return [] }
    return check.entries(settings)
  }

  /// `freshness(loaded_at) < 2d`, in one unit.
  private static func freshness(_ text: String) -> [String] {
    let parts = text.dropFirst("freshness(".count).split(separator: ")", maxSplits: 1)
    let words = parts.last?.split(separator: " ") ?? []
    let units: [Character: PlainValue] = ["d": "day", "h": "hour", "m": "minute"]
    guard parts.count == 2, words.count == 2, words[0] == "<" || words[0] == "<=",
      let unit = words[1].last.flatMap({ units[$0] }), let count = Int(words[1].dropLast())
    else { return [] }
    return [
      YAMLText.entry(
        "expect_row_values_to_have_recent_data",
        ["column": .string(String(parts[0])), "datepart": unit, "interval": .int(count)])
    ]
  }

  private static func schema(_ settings: YAMLNode) -> [String] {
    [("fail", "critical"), ("warn", "warning")].flatMap { level, severity -> [String] in
      guard let rules = settings[level] else { return [] }
      let required = list(rules["when required column missing"])
      let forbidden = list(rules["when forbidden column present"])
      let types = rules["when wrong column type"].map { Array($0.pairs) } ?? []
      var entries: [String] = []
      if !required.isEmpty {
        entries.append(
          YAMLText.entry(
            "expect_table_columns_to_contain_set",
            ["column_list": .list(required), "severity": .string(severity)]))
      }
      if !forbidden.isEmpty {
        entries.append(
          YAMLText.entry(
            "expect_table_columns_to_not_contain_set",
            ["column_list": .list(forbidden), "severity": .string(severity)]))
      }
      return entries
        + types.map { pair in
          YAMLText.entry(
            "expect_column_values_to_be_of_type",
            [
              "column": pair.key.plain, "type_": pair.value.plain, "severity": .string(severity),
            ])
        }
    }
  }

  private static func list(_ node: YAMLNode?) -> [PlainValue] { node?.plain.list ?? [] }

  private static func failedRows(_ settings: YAMLNode) -> [String] {
    if let condition = settings["fail condition"]?.text {
      return [
        YAMLText.entry(
          "expect_expression_to_be_true", ["expression": .string("NOT (\(condition))")])
      ]
    }
    guard let query = settings["fail query"]?.text else { return [] }
    return [
      YAMLText.entry("unexpected_rows_expectation", ["unexpected_rows_query": .string(query)])
    ]
  }
}
