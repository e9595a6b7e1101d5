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

  /// The value at `fraction` of the ordered values, interpolated between neighbours.
  func continuousPercentile(_ column: String, _ fraction: Double, filter: String = "") -> String {
    isSQLite
      ? "percentile_cont(\(column), \(fraction))\(filter)"
      : "percentile_cont(\(fraction)) WITHIN GROUP (ORDER BY \(column))\(filter)"
  }

  /// The least value that at least `fraction` of the values do not exceed.
  ///
  /// Databases multiply the fraction with the count as doubles, where 0.56 × 25 comes out above 14;
  /// a fraction that is a hair smaller has the rank of the exact product.
  func discretePercentile(_ column: String, _ fraction: Double, filter: String = "") -> String {
    let exact = max(0, fraction.nextDown.nextDown)
    return isSQLite
      ? "percentile_disc(\(column), \(exact))\(filter)"
      : "percentile_disc(\(exact)) WITHIN GROUP (ORDER BY \(column))\(filter)"
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
