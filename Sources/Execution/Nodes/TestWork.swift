import Compilation
import Diagnostics
import Materializations
import PlainData
import Warehouse

/// A data test: counts its failing rows and compares the count with `warn_if` and `error_if`.
struct TestWork {
  private let work: NodeWork

  init(_ work: NodeWork) {
    self.work = work
  }

  func perform() throws -> NodeResult {
    let sql = try work.compile()
    let config = work.node.config
    let facts = TestFacts(
      sql: sql.text, limit: config["limit"]?.int,
      failCalculation: config.string("fail_calc") ?? "count(*)",
      warnIf: config.string("warn_if") ?? "!= 0", errorIf: config.string("error_if") ?? "!= 0",
      storedFailures: storedFailures)
    let dialect = work.runner.manifest.scope.dialect
    let steps = facts.steps(on: try state(of: facts.storedFailures), dialect: dialect)
    let outcome = try StepPerformer(work.session).perform(steps)
    work.statements += outcome.statements
    return try verdict(of: outcome.result)
  }

  private var storedFailures: ExistingRelation? {
    let wanted = work.node.config.bool("store_failures") ?? work.runner.options.storesFailures
    guard wanted, let relation = work.node.relation else { return nil }
    let isView = work.node.config.string("store_failures_as") == "view"
    return ExistingRelation(relation, isView ? .view : .table)
  }

  private func state(of stored: ExistingRelation?) throws -> TargetState {
    guard let relation = stored?.relation else { return TargetState() }
    try work.session.createSchema(relation.schema)
    let existing = try work.session.relations(inSchema: relation.schema)
    return TargetState(of: relation, in: existing, dialect: work.runner.manifest.scope.dialect)
  }

  private func verdict(of table: ResultTable?) throws -> NodeResult {
    guard let row = table?.rows.first, row.count == 3 else {
      throw Diagnostic(
        code: "test-result", "the test `\(work.node.name)` did not return one row of three columns",
        at: work.node.span)
    }
    let failures = Int(row[0].number ?? 0)
    let severity = work.node.config.string("severity")?.lowercased() ?? "error"
    let status: NodeStatus =
      severity == "error" && row[2].isTrue ? .fail : row[1].isTrue ? .warn : .pass
    let message = status == .pass ? "" : "Got \(failures) \(failures == 1 ? "result" : "results")"
    var result = work.succeeded(status, message, failures: failures)
    if status == .fail { result.diagnostics = [problem(failures)] }
    if status == .warn { result.diagnostics = [problem(failures, .warning)] }
    return result
  }

  private func problem(_ failures: Int, _ severity: Diagnostic.Severity = .error) -> Diagnostic {
    let condition = work.node.config.string(severity == .error ? "error_if" : "warn_if") ?? "!= 0"
    return Diagnostic(
      severity, code: "test-failed",
      "the test `\(work.node.name)` found \(failures) \(failures == 1 ? "row" : "rows"), configured to \(severity == .error ? "fail" : "warn") if \(condition)",
      at: work.node.span)
  }
}

extension SQLValue {
  /// The number, as tests count it.
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    case .decimal(let digits): Double(digits)
    default: nil
    }
  }

  /// The truth of a condition; SQLite has 0 and 1.
  fileprivate var isTrue: Bool {
    switch self {
    case .boolean(let value): value
    case .integer(let value): value != 0
    default: false
    }
  }
}
