import PlainData

/// What a check tolerates: `≥ 99.9 % of rows`, or the bounds of an observed value: `0.1 … 0.3`.
struct Threshold {
  let check: Check

  init(_ check: Check) { self.check = check }

  var text: String {
    check.unexpected == nil ? bounds : tolerance
  }

  /// How many rows may break the rule; the rule itself is the check's sentence.
  private var tolerance: String {
    var parts: [String] = []
    if let mostly = check.arguments["mostly"]?.double, mostly < 1 {
      parts.append("≥ \(Wording.decimal(mostly * 100, places: 4)) % of rows")
    }
    if let most = check.arguments["max_unexpected"]?.int {
      parts.append("at most \(Wording.count(most, "row"))")
    }
    for (key, title) in [("warn_if", "warns if"), ("fail_if", "fails if")] {
      if let limit = check.arguments[key] { parts.append("\(title) \(Wording.value(limit))") }
    }
    return parts.isEmpty ? "every row" : parts.joined(separator: ", ")
  }

  private var bounds: String {
    let arguments = check.arguments
    var parts: [String] = []
    if let range { parts.append(range) }
    for (key, value) in arguments where !Self.spokenFor.contains(key) && !value.isNull {
      let title = key.split(separator: "_").joined(separator: " ")
      parts.append(value == true ? title : "\(title): \(shortened(value))")
    }
    if let set = arguments["value_set"] { parts.insert("one of \(shortened(set))", at: 0) }
    return parts.isEmpty ? "–" : parts.joined(separator: ", ")
  }

  /// `0 … 12`, `≥ 0`, `< 12`
  private var range: String? {
    let low = bound("min_value")
    let high = bound("max_value")
    let strictLow = check.arguments["strict_min"] == true
    let strictHigh = check.arguments["strict_max"] == true
    switch (low, high) {
    case (let low?, let high?):
      return "\(strictLow ? "> " : "")\(low) … \(strictHigh ? "< " : "")\(high)"
    case (let low?, nil): return "\(strictLow ? ">" : "≥") \(low)"
    case (nil, let high?): return "\(strictHigh ? "<" : "≤") \(high)"
    case (nil, nil): return bound("value").map { "= \($0)" }
    }
  }

  private func bound(_ key: String) -> String? {
    check.arguments[key].flatMap { $0.isNull ? nil : Wording.value($0) }
  }

  private func shortened(_ value: PlainValue) -> String {
    guard let list = value.list, list.count > 8 else {
      let text = Wording.value(value)
      return text.count > 120 ? text.prefix(119) + "…" : text
    }
    return list.prefix(8).map(Wording.value).joined(separator: ", ") + ", … (\(list.count))"
  }

  private static let spokenFor: Set<String> = [
    "column", "column_A", "column_B", "column_list", "column_set", "min_value", "max_value",
    "strict_min", "strict_max", "value", "value_set", "mostly", "max_unexpected", "severity",
    "description", "warn_if", "fail_if", "meta", "tags", "row_condition_name", "result_format",
    "catch_exceptions",
  ]
}
