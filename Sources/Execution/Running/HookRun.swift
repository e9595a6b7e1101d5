import Compilation
import Diagnostics
import PlainData
import ProjectLoading
import Warehouse

/// Runs `on-run-start` or `on-run-end`, one hook after the other; after a failure the rest is skipped.
struct HookRun {
  let runner: NodeRunner
  let hooks: [Node]
  /// Names that only these hooks know: `schemas`.
  var locals = PlainMap()
  /// What `results` of on-run-end holds.
  var results: [PlainMap]?

  /// Throws: what is wrong with a hook's template, which is a mistake of the project.
  func perform(on session: any Session) throws -> [NodeResult] {
    var results: [NodeResult] = []
    var failed: NodeResult?
    for (index, hook) in hooks.enumerated() {
      let result =
        try failed.map { skipped(hook, after: $0) } ?? perform(hook, index: index, on: session)
      if result.status == .error { failed = failed ?? result }
      results.append(result)
    }
    runner.relations.forgetAll()
    return results
  }

  private func perform(_ hook: Node, index: Int, on session: any Session) throws -> NodeResult {
    guard case .template(_, let source) = hook.body else { return skipped(hook, after: nil) }
    let started = Timestamp.now()
    let observed = try observed(session, hook)
    var access = WarehouseAccess(session: observed, relations: runner.relations) {
      [sink = runner.sink] in sink.emit(.entry(LogEntry($0)))
    }
    access.selected = { [selected = runner.options.selected] in selected }
    let compiler = NodeCompiler(runner.manifest, access: access)
    let sql: CompiledSQL
    do {
      sql = try compiler.render(source, for: hook.facts, locals: locals, results: self.results)
        .trimmed()
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: hook.span)
    }
    announce(hook, index, "START", "LogHookStartLine", "Q032", "[RUN]")
    var result = NodeResult(
      uniqueID: hook.uniqueID, status: .success, message: "\(hook.dottedName) passed", failures: 0,
      started: started, compiled: .now(), completed: .now(), threadID: "MainThread",
      compiledSQL: sql.text)
    // dbt keeps nothing of what the warehouse answers a hook.
    result.answer = ""
    do {
      if !sql.text.isEmpty { _ = try observed.execute(sql.text) }
    } catch {
      result.status = .error
      result.failures = 1
      result.diagnostics = [error.diagnostic(in: sql, at: hook.span)]
      result.message = FailureText.of(error, result.diagnostics, in: hook)
    }
    result.completed = .now()
    let outcome = result.status == .error ? "ERROR" : "OK"
    let end = "[\(outcome) in \(ProgressText.seconds(result.seconds))]"
    announce(hook, index, outcome, "LogHookEndLine", "Q033", end)
    return result
  }

  private func observed(_ session: any Session, _ hook: Node) throws -> ObservedSession {
    let plain = WarehouseAccess(session: session, relations: runner.relations) { _ in }
    return ObservedSession(
      session,
      comment: try StatementComment(
        for: hook.facts, in: runner.manifest,
        compiler: NodeCompiler(runner.manifest, access: plain)),
      log: StatementLog(connection: "master", node: hook, sink: runner.sink))
  }

  /// `1 of 2 START hook: shop.on-run-start.0 .......... [RUN]`
  private func announce(
    _ hook: Node, _ index: Int, _ verb: String, _ event: String, _ code: String, _ end: String
  ) {
    let line = "\(index + 1) of \(hooks.count) \(verb) hook: \(hook.dottedName) "
    runner.sink.emit(
      .entry(
        LogEntry(
          event, code, verb == "ERROR" ? .error : .info,
          ProgressText.padded(line, width: 80) + " " + end,
          data: [
            "statement": .string(hook.name), "index": .int(index + 1), "total": .int(hooks.count),
          ])))
  }

  private func skipped(_ hook: Node, after failure: NodeResult?) -> NodeResult {
    let name = failure?.uniqueID.split(separator: ".").last.map(String.init) ?? "a hook"
    return NodeResult(
      uniqueID: hook.uniqueID, status: .skipped, message: "`\(name)` failed", started: .now(),
      completed: .now(), threadID: "MainThread")
  }
}

extension Node {
  /// `shop.on-run-start.0`
  fileprivate var dottedName: String {
    "\(package).\(tags.first ?? "").\(name.split(separator: "-").last ?? "0")"
  }
}
