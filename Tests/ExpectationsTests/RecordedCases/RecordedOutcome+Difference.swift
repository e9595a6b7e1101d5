import Expectations
import PlainData

extension RecordedOutcome {
  /// What is not as recorded; nil when everything is.
  func difference(from result: CheckResult?, _ format: ResultFormat? = nil) -> String? {
    switch self {
    case .unevaluated:
      guard let result, result.status != .error else { return nil }
      return "recorded an exception, found \(result.status) \(result.fields())"
    case .evaluated(let success, let expected):
      guard let result else { return "recorded \(success), but the suite was refused" }
      if let error = result.error { return "recorded \(success), found an error: \(error)" }
      if result.isMet != success {
        return "recorded \(success) \(expected), found \(result.isMet) \(result.fields())"
      }
      let found = result.fields(format ?? .complete)
      if let fields = expected["fields"], fields != found.fieldNames {
        return "fields: recorded \(fields.inline), found \(found.fieldNames.inline)"
      }
      return Self.compared.lazy.compactMap { key in
        Self.difference(at: key, expected, found)
      }.first
    }
  }

  private static let compared = [
    "element_count", "unexpected_count", "unexpected_percent", "missing_count", "missing_percent",
    "unexpected_percent_total", "unexpected_percent_nonmissing", "observed_value",
    "partial_unexpected_list", "partial_missing_list",
  ]

  private static func difference(at key: String, _ expected: PlainMap, _ found: PlainMap) -> String?
  {
    guard let recorded = expected[key] else { return nil }
    // The sum over no rows is NULL in SQL; no row is unexpected then.
    let wanted = key == "unexpected_count" && recorded.isNull ? 0 : recorded.normal
    let actual = (found[key] ?? .null).normal
    let areLists = key.hasSuffix("_list")
    // Which of more rows are shown, Great Expectations does not say.
    if areLists, wanted.list?.count == 20, expected["unexpected_count"]?.int ?? 21 > 20 {
      return actual.list?.count == 20 ? nil : "\(key): recorded 20, found \(actual.inline)"
    }
    let isSame =
      areLists
      ? isNear(sorted(wanted), sorted(actual)) : isNear(wanted, actual)
    return isSame ? nil : "\(key): recorded \(wanted.inline), found \(actual.inline)"
  }

  /// The order of unexpected values is the database's own.
  private static func sorted(_ value: PlainValue) -> PlainValue {
    .list((value.list ?? []).sorted { $0.inline < $1.inline })
  }

  /// Numbers may differ in the last digits: 1e-9 of the larger.
  private static func isNear(_ one: PlainValue, _ other: PlainValue) -> Bool {
    if let first = one.double, let second = other.double {
      return abs(first - second) <= 1e-9 * max(abs(first), abs(second), 1e-3)
    }
    if let first = one.list, let second = other.list {
      return first.count == second.count && zip(first, second).allSatisfy(isNear)
    }
    if let first = one.map, let second = other.map {
      return first.keys.sorted() == second.keys.sorted()
        && first.allSatisfy { isNear($0.value, second[$0.key] ?? .null) }
    }
    return one == other
  }
}

extension PlainMap {
  /// Great Expectations lists places of rows only where it is told the key's columns, and shows rows
  /// of a query that finds some.
  fileprivate var fieldNames: PlainValue {
    .list(
      keys.filter { $0 != "partial_unexpected_index_list" }.sorted().map { .string($0) })
  }
}

extension PlainValue {
  /// SQLite keeps truth values as numbers and times as texts, which Great Expectations shows as they
  /// are: here both databases show truth values, and times without idle digits.
  fileprivate var normal: PlainValue {
    switch self {
    case .bool(let flag): .int(flag ? 1 : 0)
    case .list(let items): .list(items.map(\.normal))
    // On SQLite Great Expectations shows a quantile of no values as NaN, on PostgreSQL as null.
    case "nan": .null
    case .map(let map): .map(PlainMap(map.map { ($0.key, $0.value.normal) }))
    case .string(let text) where text.count > 19 && text.contains(":"):
      .string(text.withoutIdleDigits)
    default: self
    }
  }
}

extension String {
  private var endsIdly: Bool { hasSuffix("0") && contains(".") }

  /// UTC is written behind the digits.
  fileprivate var withoutIdleDigits: String {
    let zone = "+00:00"
    if hasSuffix(zone) { return String(dropLast(zone.count)).withoutIdleDigits + zone }
    var text = self
    while text.endsIdly { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
