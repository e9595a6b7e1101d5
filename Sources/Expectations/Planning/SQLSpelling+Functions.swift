import Diagnostics

extension SQLSpelling {
  /// Whether `subject` has a part that matches the regular expression: PostgreSQL's own on
  /// PostgreSQL, Python's `re.search` on SQLite.
  func matches(_ subject: String, _ pattern: String) throws(Diagnostic) -> String {
    "\(subject) \(isSQLite ? "REGEXP" : "~") \(try literal(pattern))"
  }

  /// `subject LIKE pattern`; `escape` is one character or nil for the database's default.
  func like(_ subject: String, _ pattern: String, escape: String?) throws(Diagnostic) -> String {
    let suffix = try escape.map { text throws(Diagnostic) in " ESCAPE \(try literal(text))" } ?? ""
    return "\(subject) LIKE \(try literal(pattern))\(suffix)"
  }

  /// One of `all` percentiles of the same values; PostgreSQL evaluates equal aggregates once, so that
  /// all elements of an array cost one sort.
  func percentile(_ one: Percentile, among all: [Percentile]) -> String {
    let function = one.isContinuous ? "percentile_cont" : "percentile_disc"
    if isSQLite { return "\(function)(\(one.column), \(one.databaseFraction))\(one.filter)" }
    let order = "WITHIN GROUP (ORDER BY \(one.column))\(one.filter)"
    guard all.count > 1, let place = all.firstIndex(of: one) else {
      return "\(function)(\(one.databaseFraction)) \(order)"
    }
    let fractions = all.map { "\($0.databaseFraction)" }.joined(separator: ", ")
    return "(\(function)(ARRAY[\(fractions)]) \(order))[\(place + 1)]"
  }

  /// The number as a double, so that a division keeps its fraction.
  func double(_ expression: String) -> String {
    isSQLite ? "(1.0 * \(expression))" : "(\(expression))::double precision"
  }

  /// Equal, or both missing.
  func isSame(_ one: String, _ other: String) -> String {
    isSQLite ? "\(one) IS \(other)" : "\(one) IS NOT DISTINCT FROM \(other)"
  }
}
