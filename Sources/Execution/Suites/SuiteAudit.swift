import Compilation
import Diagnostics
import Expectations
import PlainData
import ProjectLoading
import Warehouse

/// Runs the suites of one node against a relation: the published one, or one still aside.
struct SuiteAudit {
  let runner: NodeRunner
  let session: any Session
  /// Whether the relation has just been built from nothing, so that nothing known of it holds.
  var isRebuilt = false

  func validate(_ node: Node, as relation: Relation) throws -> [SuiteResult] {
    try validate(runner.suites.suites(of: node.uniqueID), of: node, as: relation)
  }

  /// Suites of one relation, by the fewest statements that tell all of them.
  func validate(_ suites: [Suite], of node: Node, as relation: Relation) throws -> [SuiteResult] {
    guard !suites.isEmpty else { return [] }
    let results = run(try plan(suites, of: node, as: relation), on: session).map {
      $0.published(as: node.relation ?? relation, dialect: runner.manifest.scope.dialect)
    }
    for result in results { runner.sink.emit(.suiteFinished(SuiteLine(result, node: node))) }
    return results
  }

  func plan(_ suites: [Suite], of node: Node, as relation: Relation) throws -> [SuitePlan] {
    let statistics = try session.knownStatistics(of: relation)
    let columns = try session.columns(of: relation)
    let partitions = try SuitePartitions(
      runner: runner, session: session, node: node, relation: relation, columns: columns,
      identity: statistics.identity, isRebuilt: isRebuilt
    ).knowledge(for: suites)
    return Expectations.plan(
      try zip(suites, partitions).map { suite, partitions in
        var options = try options(for: node, suite, shownAs: relation)
        options.statistics = statistics
        options.partitions = partitions
        return (suite, options)
      }, on: relation, columns: columns,
      dialect: runner.manifest.scope.dialect)
  }

  private func options(for node: Node, _ suite: Suite, shownAs relation: Relation) throws
    -> PlanOptions
  {
    PlanOptions(
      keyColumns: Self.keyColumns(of: node), hiddenColumns: Self.hiddenColumns(of: node),
      sampleLimit: runner.options.storesFailures ? StoredFailures.limit : 20,
      relations: relations(of: suite, node, relation),
      history: suite.readsHistory
        ? try SuiteHistory(targetSchema: runner.manifest.scope.target.schema).existing(on: session)
        : nil)
  }

  /// Relations that the suite reads beside its own; its own name means what is being audited.
  private func relations(of suite: Suite, _ node: Node, _ audited: Relation)
    -> [SuiteTarget: Relation]
  {
    var relations: [SuiteTarget: Relation] = [suite.target: audited]
    for target in suite.references {
      guard let id = SuiteAssignments.node(of: target, in: runner.manifest) else { continue }
      relations[target] = id == node.uniqueID ? audited : runner.manifest[id]?.relation
    }
    return relations
  }

  /// `meta.key`, else `unique_key`, else the columns with a `unique` test.
  static func keyColumns(of node: Node) -> [String] {
    let declared = node.config.meta["key"]
    let listed = declared?.list?.compactMap(\.string) ?? declared?.string.map { [$0] } ?? []
    if !listed.isEmpty { return listed }
    let keys = node.config.strings("unique_key")
    if !keys.isEmpty { return keys }
    return node.columns.filter { column in column.tests.contains { $0.test.value == "unique" } }
      .map(\.name.value)
  }

  /// Columns tagged `pii`, or with `meta: {pii: true}`: their values are shown nowhere.
  static func hiddenColumns(of node: Node) -> Set<String> {
    Set(node.columns.filter(\.isPersonal).map(\.name.value))
  }
}
