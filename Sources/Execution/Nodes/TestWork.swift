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
    try checkStorage()
    let macro = try work.runner.manifest.materializationMacro(of: work.node)
    if macro == nil, let answer = work.runner.fusion.answer(for: work.node) {
      work.note(answer.sql)
      return try verdict(of: answer.row.map(\.plain))
    }
    let sql = try work.compile()
    if let macro {
      return try verdict(of: work.perform(macro, sql).rows.first)
    }
    if let row = try work.runner.fusion.row(of: work, sql.text) {
      return try verdict(of: row.map(\.plain))
    }
    let config = work.node.config
    let facts = TestFacts(
      sql: sql.text, limit: config["limit"]?.int,
      failCalculation: config.string("fail_calc") ?? "count(*)",
      warnIf: work.node.warnIf, errorIf: work.node.errorIf, storedFailures: storedFailures)
    let dialect = work.runner.manifest.scope.dialect
    let steps = facts.steps(on: try state(of: facts.storedFailures), dialect: dialect)
    let outcome = try StepPerformer(work.session).perform(steps)
    work.statements += outcome.statements
    return try verdict(of: outcome.result?.rows.first?.map(\.plain))
  }

  private var storedFailures: ExistingRelation? {
    guard work.node.storesFailures(under: work.runner.options), let relation = work.node.relation
    else { return nil }
    let place = work.node.config.string("store_failures_as")?.lowercased()
    return ExistingRelation(relation, place == "view" ? .view : .table)
  }

  private func state(of stored: ExistingRelation?) throws -> TargetState {
    guard let relation = stored?.relation else { return TargetState() }
    try work.session.createSchema(relation.schema)
    let existing = try work.session.relations(inSchema: relation.schema)
    return TargetState(of: relation, in: existing, dialect: work.runner.manifest.scope.dialect)
  }

  /// dbt's words for where failing rows may be kept.
  private func checkStorage() throws(Diagnostic) {
    guard let word = work.node.config.string("store_failures_as") else { return }
    let known = ["ephemeral", "table", "view"]
    guard !known.contains(word.lowercased()) else { return }
    throw Diagnostic(
      code: "config-value",
      "'\(word)' is not a valid value for `store_failures_as`. Accepted values are: ['ephemeral', 'table', 'view']",
      at: work.node.span, help: NearMiss.help(for: word, among: known))
  }

  private func verdict(of row: [PlainValue]?) throws -> NodeResult {
    guard let row, row.count == 3 else {
      throw Diagnostic(
        code: "test-result", "the test `\(work.node.name)` did not return one row of three columns",
        at: work.node.span)
    }
    let failures = Int(row[0].number ?? 0)
    let severity = work.node.config.string("severity")?.lowercased() ?? "error"
    let isError = severity == "error" && row[2].isTrue
    let warned: NodeStatus = work.runner.options.failsOnWarnings ? .fail : .warn
    let status: NodeStatus = isError ? .fail : row[1].isTrue ? warned : .pass
    guard status != .pass else { return work.succeeded(status, "", failures: failures) }
    let condition = isError ? work.node.errorIf : work.node.warnIf
    var result = work.succeeded(
      status, message(failures, status, condition), failures: failures)
    result.diagnostics = [problem(failures, status == .fail ? .error : .warning, condition)]
    return result
  }

  /// `Got 2 results, configured to fail if != 0`
  private func message(_ failures: Int, _ status: NodeStatus, _ condition: String) -> String {
    "Got \(failures) \(failures == 1 ? "result" : "results"), configured to \(status == .fail ? "fail" : "warn") if \(condition)"
  }

  private func problem(_ failures: Int, _ severity: Diagnostic.Severity, _ condition: String)
    -> Diagnostic
  {
    Diagnostic(
      severity, code: "test-failed",
      "the test `\(work.node.name)` found \(failures) \(failures == 1 ? "row" : "rows"), configured to \(severity == .error ? "fail" : "warn") if \(condition)",
      at: work.node.span)
  }
}

extension PlainValue {
  /// The number, as tests count it.
  fileprivate var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .string(let digits): Double(digits)
    default: nil
    }
  }

  /// The truth of a condition; SQLite has 0 and 1.
  fileprivate var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .int(let value): value != 0
    default: false
    }
  }
}
