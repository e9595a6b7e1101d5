import Compilation
import Diagnostics
import Materializations
import PlainData
import Warehouse

extension NodeWork {
  /// Builds and publishes the node's relation from `rows`; suites look at it in between.
  ///
  /// `append` brings the rows of a node that makes them itself, and counts them.
  func materialize(
    _ rows: RowSource, batch: BatchPlace? = nil,
    append: @escaping (Relation, [ColumnDescription]) throws -> Int = { _, _ in 0 }
  ) throws -> StepPerformer.Outcome {
    let dialect = runner.manifest.scope.dialect
    var facts = try node.materializationFacts(
      rows, for: dialect,
      isAudited: runner.options.runsSuites && runner.suites.guards(node.uniqueID))
    facts.tableOptions.contract = try contract()
    if let batch {
      if !batch.isFirst { facts.hooks.before = [] }
      if !batch.isLast { facts.hooks.after = [] }
    }
    let target = facts.relation
    let existing = try runner.relations.existing(
      among: TargetState.names(of: target, dialect: dialect), with: session)
    let state = TargetState(of: target, in: existing, dialect: dialect)
    let steps = try node.materialization().steps(
      for: facts, on: state, dialect: dialect,
      isFullRefresh: batch.map { !$0.isIncremental } ?? isFullRefresh)
    var performer = StepPerformer(session)
    performer.renderHook = render
    let isAdded =
      node.config.materialized == "incremental" && state.kind == .table
      && !(batch.map { !$0.isIncremental } ?? isFullRefresh)
    performer.audit = { try self.audit($0, isRebuilt: !isAdded) }
    performer.append = append
    performer.warn = warn
    // Whatever happens, what stood there before is no longer certain until it is listed again.
    do {
      let outcome = try performer.perform(steps)
      statements += outcome.statements
      note(published: target, replacing: state, outcome)
      return outcome
    } catch {
      runner.relations.forget(schema: target.schema)
      throw error
    }
  }

  var isFullRefresh: Bool {
    node.config.bool("full_refresh") ?? runner.options.isFullRefresh
  }

  private func note(
    published target: Relation, replacing state: TargetState, _ outcome: StepPerformer.Outcome
  ) {
    for leftover in state.leftovers { runner.relations.remove(leftover.relation) }
    let kind = node.relationKind ?? .table
    runner.relations.add(ExistingRelation(target, kind))
    // Of the views that a drop took along, those that no longer fit are gone.
    if outcome.hasTouchedDependants { runner.relations.forgetAll() }
  }

  /// A warning of the plan, in the place of the node.
  private func warn(_ problem: Diagnostic) throws(Diagnostic) {
    try runner.sink.warn(problem.placed(at: node.span))
  }

  private func render(_ hook: Hook) throws -> String {
    let source = SourceFile(path: "hook of \(node.name)", text: hook.sql)
    return try compiler.render(source, for: node.facts).trimmed().text
  }

  /// Throws: `BlockedBySuite` when a critical expectation is not met.
  ///
  /// - Parameter isRebuilt: whether the relation was made anew, not added to.
  func audit(_ relation: Relation, isRebuilt: Bool = true) throws {
    let audit = SuiteAudit(runner: runner, session: session, isRebuilt: isRebuilt)
    let results = try audit.validate(node, as: relation)
    suiteResults += results
    if let reason = results.lazy.compactMap(\.blockingReason).first {
      throw BlockedBySuite(node: node.name, reason: reason, span: node.span)
    }
  }
}

/// What keeps a node from being published.
struct BlockedBySuite: Error {
  let node: String
  let reason: String
  let span: Span?
}

extension Diagnostic {
  init(_ block: BlockedBySuite) {
    self.init(
      code: "blocked-by-suite", "`\(block.node)` is not published: \(block.reason)",
      at: block.span, help: ["what was there before is unchanged"])
  }
}
