import PlainData
import YAML

/// One of Soda's checks on a metric: `missing_count(id) = 0`, `avg(size) between 1 and 5`.
struct SodaCheck {
  private let metric: String
  private let columns: [String]
  private var low: PlainValue?
  private var high: PlainValue?
  private var isLowStrict = false
  private var isHighStrict = false
  private var isShare = false

  /// nil where the text has another form.
  init?(_ text: String) {
    let (head, rest) = Self.head(of: text.trimmed)
    guard let open = head.firstIndex(of: "(") else {
      guard !head.isEmpty else { return nil }
      metric = head
      columns = []
      guard read(rest) else { return nil }
      return
    }
    metric = String(head[..<open]).trimmed
    columns = head[head.index(after: open)...].dropLast().split(separator: ",")
      .map { String($0).trimmed }
    guard read(rest) else { return nil }
  }

  /// The metric with its columns, and what is said of it.
  private static func head(of text: String) -> (String, String) {
    let end =
      text.firstIndex(of: ")").map { text.index(after: $0) }
      ?? text.firstIndex { " <>=!".contains($0) } ?? text.endIndex
    return (String(text[..<end]).trimmed, String(text[end...]).trimmed)
  }

  private mutating func read(_ condition: String) -> Bool {
    if condition.hasPrefix("between ") {
      let words = condition.dropFirst(8).split(separator: " ").map(String.init)
      guard words.count == 3, words[1] == "and" else { return false }
      (low, high) = (Self.number(words[0]), Self.number(words[2]))
      return low != nil && high != nil
    }
    isShare = condition.hasSuffix("%")
    for sign in [">=", "<=", "=", ">", "<"] where condition.hasPrefix(sign) {
      guard let number = Self.number(String(condition.dropFirst(sign.count)).trimmed) else {
        return false
      }
      if sign != "<=" && sign != "<" { low = number }
      if sign != ">=" && sign != ">" { high = number }
      isLowStrict = sign == ">"
      isHighStrict = sign == "<"
      return true
    }
    return false
  }

  private static func number(_ text: String) -> PlainValue? {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    return Int(digits).map { .int($0) } ?? Double(digits).map { .double($0) }
  }
}

extension SodaCheck {
  /// Empty where there is no equal.
  func entries(_ settings: YAMLNode?) -> [String] {
    let column: PlainMap = ["column": .string(columns.first ?? "")]
    let aggregates = [
      "min": "min", "max": "max", "avg": "mean", "sum": "sum", "stddev": "stdev",
      "stddev_samp": "stdev",
    ]
    // A count has no share.
    if isShare && !metric.hasSuffix("percent") { return [] }
    switch metric {
    case "row_count": return [YAMLText.entry("expect_table_row_count_to_be_between", bounds([:]))]
    case "missing_count", "missing_percent":
      return limited("expect_column_values_to_not_be_null", column)
    case "duplicate_count", "duplicate_percent":
      guard columns.count > 1 else { return limited("expect_column_values_to_be_unique", column) }
      return limited(
        "expect_compound_columns_to_be_unique",
        ["column_list": .list(columns.map { .string($0) })])
    case "invalid_count", "invalid_percent":
      return settings.map { valid($0, column) } ?? []
    case "avg_length", "min_length", "max_length": return []
    case "distinct_count", "count_distinct":
      return [
        YAMLText.entry("expect_column_unique_value_count_to_be_between", bounds(column))
      ]
    default:
      guard let aggregate = aggregates[metric] else { return [] }
      return [YAMLText.entry("expect_column_\(aggregate)_to_be_between", bounds(column))]
    }
  }

  private func bounds(_ subject: PlainMap) -> PlainMap {
    var arguments = subject
    if let low { arguments["min_value"] = low }
    if let high { arguments["max_value"] = high }
    if isLowStrict { arguments["strict_min"] = true }
    if isHighStrict { arguments["strict_max"] = true }
    return arguments
  }

  /// No more rows, or no greater part of them, than the check allows.
  private func limited(_ name: String, _ subject: PlainMap) -> [String] {
    guard let high else { return [] }
    var arguments = subject
    let sign = isHighStrict ? ">=" : ">"
    let unit = metric.hasSuffix("percent") ? "%" : ""
    if high.double != 0 || isHighStrict {
      arguments["fail_if"] = .string("\(sign) \(high.inline)\(unit)")
    }
    return [YAMLText.entry(name, arguments)]
  }

  private func valid(_ settings: YAMLNode, _ column: PlainMap) -> [String] {
    var entries: [String] = []
    func add(_ name: String, _ pairs: [(String, YAMLNode?)]) {
      let given = pairs.compactMap { key, node in node.map { (key, $0.plain) } }
      guard !given.isEmpty else { return }
      entries += limited(name, PlainMap(column.map { ($0.key, $0.value) } + given))
    }
    add("expect_column_values_to_be_in_set", [("value_set", settings["valid values"])])
    add("expect_column_values_to_match_regex", [("regex", settings["valid regex"])])
    add(
      "expect_column_values_to_be_between",
      [("min_value", settings["valid min"]), ("max_value", settings["valid max"])])
    add(
      "expect_column_value_lengths_to_be_between",
      [("min_value", settings["valid min length"]), ("max_value", settings["valid max length"])])
    add("expect_column_value_lengths_to_equal", [("value", settings["valid length"])])
    return entries
  }
}
