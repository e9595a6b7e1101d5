import Jinja
import PlainData

/// A generic test as dbt's manifest shows its code: a call of its macro, then its configs.
enum GenericTestCode {
  static func text(of test: GenericTest, configs: PlainMap) -> String {
    let macro = (test.namespace.map { "\($0)." } ?? "") + "test_\(test.testName)"
    let call = "{{ \(macro)(**_dbt_generic_test_kwargs) }}"
    let pairs = ordered(configs).map { "\($0)=\(literal($1))" }
    return pairs.isEmpty ? call : call + "{{ config(\(pairs.joined(separator: ","))) }}"
  }

  /// Configs that dbt knows come first, in its order.
  private static func ordered(_ configs: PlainMap) -> [(String, PlainValue)] {
    let first = known.compactMap { key in configs[key].map { (key, $0) } }
    return first + configs.filter { !known.contains($0.key) }.map { ($0.key, $0.value) }
  }

  private static func literal(_ value: PlainValue) -> String {
    guard case .string(let text) = value else { return Value(value).repr }
    return "\"" + text.map { $0 == "\"" ? "\\\"" : String($0) }.joined() + "\""
  }

  private static let known = [
    "severity", "tags", "enabled", "where", "limit", "warn_if", "error_if", "fail_calc",
    "store_failures", "store_failures_as", "sql_header", "meta", "database", "schema",
  ]
}
