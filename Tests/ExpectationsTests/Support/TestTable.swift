import Expectations
import Warehouse

/// The table `t` of a test and the suites run on it.
struct TestTable {
  let session: any Session
  let relation: Relation

  /// Creates `t` with `columns` and `rows`, both SQL of either database.
  init(_ session: any Session, schema: String, columns: String, rows: String?) throws {
    self.session = session
    relation = Relation(schema: schema, identifier: "t")
    try session.execute("CREATE TABLE \(name) (\(columns))")
    if let rows { try session.execute("INSERT INTO \(name) \(rows)") }
  }

  var name: String { session.dialect.render(relation) }

  func run(_ suite: Suite, options: PlanOptions = PlanOptions()) throws -> SuiteResult {
    Expectations.run(
      plan(
        suite, on: relation, columns: try session.columns(of: relation), dialect: session.dialect,
        options: options), on: session)
  }

  /// The result of the one expectation of `line`.
  func check(_ line: String, options: PlanOptions = PlanOptions()) throws -> CheckResult {
    try run(TestProject.suite(expecting: line), options: options).checks[0]
  }
}

extension CheckResult {
  /// Unexpected and considered rows: `2/5`.
  var counts: String {
    guard case .rows(let counts) = observation else { return error ?? "no rows" }
    return "\(counts.unexpected)/\(counts.considered)"
  }

  /// The value that was observed, on one line.
  var observed: String {
    guard case .value(let value) = observation else { return error ?? "no value" }
    return value.observed.inline
  }
}
