import Diagnostics
import Jinja
import Parallelism
import PlainData
import ProjectLoading
package import SwiftModels
import Warehouse

/// Turns a loaded project into a manifest: every resource configured, named and connected.
///
/// Works file by file and keeps going after an error, so that all problems are reported at once.
package struct ManifestBuilder {
  let scope: ProjectScope
  let registry: SwiftModelRegistry
  let naming: NamingRules
  let docs: DocsIndex
  /// Which YAML entry describes which file.
  var patches = NodePatches()
  var sourcePatches = SourcePatches()
  let calls: MacroCalls
  /// Whether the project has a `get_where_subquery`, `ref` or `source` of its own, which may read
  /// anything.
  let replacesTestedRelation: Bool
  /// The enabled resources, in a fixed order: by package, kind and file.
  var nodes = NodeTable()
  var disabled: [Node] = []
  /// Names of templates that could not be parsed; what refers to them is no second problem.
  var unparsed: Set<String> = []
  /// Whether a semantic model could not be read; then a measure that is missing may be one of its.
  var hasUnreadSemanticModels = false
  var problems = Diagnostics()
  var warnings: [Diagnostic] = []
  /// What `log()` and `print()` said while templates were parsed, in the order of the nodes.
  package internal(set) var messages: [TemplateMessage] = []

  package init(_ scope: ProjectScope, registry: SwiftModelRegistry) {
    self.scope = scope
    self.registry = registry
    naming = NamingRules(scope)
    calls = MacroCalls(scope.macros, adapter: scope.dialect.name)
    replacesTestedRelation = ["get_where_subquery", "ref", "source"].contains {
      scope.macros.overrides($0, adapter: scope.dialect.name)
    }
    docs = DocsIndex(scope.project, environment: scope.environment)
  }

  /// Throws: `Diagnostics`, every problem of the project.
  package mutating func build() throws -> Manifest {
    if scope.invocation.flags["VERSION_CHECK"] != false {
      problems.all += VersionRule(scope.project).violations
    }
    let snapshots = try findSnapshots()
    patches = NodePatches(scope.project, snapshots: snapshots)
    warnings += scope.macros.warnings
    sourcePatches = SourcePatches(scope.project)
    warnings += sourcePatches.unused(in: scope.project)
    problems.all += patches.problems
    warnings += patches.warnings
    for package in scope.project.packages {
      try addSources(of: package)
      try addSeeds(of: package)
      try addModels(of: package)
      try addSwiftModels(of: package)
      try addSnapshots(snapshots[package.name] ?? [], of: package)
      try addFunctions(of: package)
      try addSingularTests(of: package)
      try addAnalyses(of: package)
    }
    for package in scope.project.packages {
      try addGenericTests(of: package)
      try addExposures(of: package)
      try addUnitTests(of: package)
      try addSemanticLayer(of: package)
    }
    return try connect()
  }

  /// The result of `body`; nil when it threw, and then its problems are kept.
  mutating func attempt<Result>(_ body: (inout ManifestBuilder) throws -> Result) throws -> Result?
  {
    do {
      return try body(&self)
    } catch let problem as Diagnostic {
      problems.append(problem)
    } catch let several as Diagnostics {
      problems.append(several)
    }
    return nil
  }

  /// What each of `items` becomes, made on all cores by builders that see this one as it is; what they
  /// find wrong is kept, in the order of the items. nil for what could not be made.
  mutating func attemptAll<Item: Sendable, Made: Sendable>(
    _ items: [Item], grain: Int = 16,
    _ make: @Sendable (inout ManifestBuilder, Item) throws -> Made
  ) throws -> [Made?] {
    let start = apprentice
    // One builder for each run of items: its copies are counted where all threads count.
    let results = items.parallelChunks(of: grain) { items in
      var builder = start
      return items.map { item -> Result<Attempt<Made>, any Error> in
        Result {
          let made = try builder.attempt { try make(&$0, item) }
          return builder.handOver(made)
        }
      }
    }
    return try results.joined().map { result in
      let attempt = try result.get()
      problems.append(attempt.problems)
      warnings += attempt.warnings
      messages += attempt.messages
      return attempt.made
    }
  }

  /// What was made, with all that was found since the last time.
  private mutating func handOver<Made>(_ made: Made?) -> Attempt<Made> {
    defer {
      problems = Diagnostics()
      warnings = []
      messages = []
    }
    return Attempt(made: made, problems: problems, warnings: warnings, messages: messages)
  }

  /// A copy that has found nothing wrong yet.
  private var apprentice: ManifestBuilder {
    var copy = self
    copy.problems = Diagnostics()
    copy.warnings = []
    copy.messages = []
    return copy
  }

  /// Keeps a node, or sets it aside if a config switches it off.
  mutating func add(_ node: Node) {
    guard node.config.isEnabled else {
      disabled.append(node)
      return
    }
    if let first = nodes[node.uniqueID] {
      problems.append(.duplicate(node, first: first))
      return
    }
    nodes.append(node)
  }

  private mutating func connect() throws -> Manifest {
    let flags = scope.project.root.settings.flags
    var references = ReferenceIndex(
      rootPackage: scope.project.root.name,
      searchesNodePackageFirst: flags["require_ref_searches_node_package_before_root"]?.value
        == true)
    for node in nodes.all { references.add(node) }
    for node in disabled { references.add(node) }
    try resolve(with: references)
    connectMetrics()
    try resolveUnitTests(with: references)
    checkRules()
    let macroDescriptions = describeMacros()
    let hooks = try runHooks()
    try problems.throwIfErrors()
    return Manifest(
      scope: scope, nodes: nodes, disabled: disabled, references: references,
      docs: docs, warnings: scope.project.warnings + warnings,
      columnTests: ColumnTests.collect(enabled: nodes.all, disabled: disabled),
      calls: calls, macroDescriptions: macroDescriptions, hooks: hooks)
  }

  /// What only shows once everything is connected.
  private mutating func checkRules() {
    let nodes = nodes
    let access = AccessRule(project: scope.project, nodes: nodes)
    let groups = GroupRule(scope.project)
    let all = nodes.all
    let choices = ChoiceRule(scope.macros)
    let violations = all.parallelMap(grain: 256) { node in
      choices.violations(of: node) + access.violations(of: node) + groups.violations(of: node)
        + LayerRule.violations(of: node, in: nodes) + ConfigRule.violations(of: node)
        + SnapshotRule.violations(of: node) + MicrobatchRule.violations(of: node, in: nodes)
        + ContractRule.violations(of: node)
    }
    for found in violations where !found.isEmpty { keep(found) }
    problems.all += AliasRule.violations(in: all)
    keep(NameRule(flags: scope.project.root.settings.flags).violations(in: all))
    warnings += UnknownConfigRule.warnings(of: all)
    let configs = scope.project.root.settings.configs
    let unused = UnusedConfigPaths(configs, enabled: all, disabled: disabled).warning
    warnings += [unused].compactMap(\.self)
    checkSemanticLayer(all)
    do throws(Diagnostic) {
      _ = try SelectorFile(scope.project.selectors, parser: NodeSelection.parser)
    } catch {
      problems.append(error)
    }
  }

  /// Errors to the errors, warnings to the warnings.
  mutating func keep(_ found: [Diagnostic]) {
    problems.all += found.filter { $0.severity == .error }
    warnings += found.filter { $0.severity != .error }
  }

  /// What MetricFlow would say; not asked where something is missing, for that explains too much.
  private mutating func checkSemanticLayer(_ all: [Node]) {
    guard !problems.hasErrors else { return }
    let flag = scope.project.root.settings.flags["require_nested_cumulative_type_params"]
    let found = SemanticLayer(all).violations(allowsFlatWindows: flag?.value == false)
    keep(found)
  }

  /// Finds what the references of every node mean; a test of what is not there is set aside, with a
  /// warning.
  private mutating func resolve(with references: ReferenceIndex) throws {
    let found = try targets(with: references)
    var incomplete: [Node] = []
    for (place, targets) in found.enumerated() {
      guard let targets else { continue }
      // In place: a node that somebody else holds, too, would be copied.
      nodes.change(at: place) { $0.connect(to: targets) }
      guard targets.contains(nil), nodes.all[place].type == .test else { continue }
      incomplete.append(nodes.all[place])
    }
    setAside(incomplete)
  }

  /// What the references of each node mean, in the order of the nodes; nil for what has none.
  private mutating func targets(with references: ReferenceIndex) throws -> [[String?]?] {
    try attemptAll(nodes.all, grain: 64) { builder, node in
      guard !node.references.isEmpty else { return [] }
      return builder.targets(of: node, with: references)
    }
  }

  private mutating func targets(of node: Node, with references: ReferenceIndex) -> [String?] {
    var known: [Reference.Target: String?] = [:]
    return node.references.map { reference in
      if let found = known[reference.target] { return found }
      do throws(Diagnostic) {
        let found = try references.resolve(reference, in: node.package)
        known[reference.target] = found
        return found
      } catch {
        known[reference.target] = .some(nil)
        if node.type != .test {
          if !isExplained(reference) {
            problems.append(error.placed(at: node.span).missed(reference, by: node))
          }
        } else if error.code != "ref-disabled" {
          warnings.append(error.placed(at: node.span).asWarning)
        }
        return nil
      }
    }
  }

  /// Whether what is missing could not be read, which has been said already.
  private func isExplained(_ reference: Reference) -> Bool {
    switch reference.target {
    case .ref(_, let name, _), .metric(_, let name): unparsed.contains(name)
    case .measure, .semanticModel: hasUnreadSemanticModels
    case .source, .function: false
    }
  }

  private mutating func setAside(_ found: [Node]) {
    nodes.remove(Set(found.map(\.uniqueID)))
    for var node in found {
      node.config.merge("enabled", false)
      disabled.append(node)
    }
  }
}

/// What came of making one thing.
private struct Attempt<Made: Sendable>: Sendable {
  var made: Made?
  var problems: Diagnostics
  var warnings: [Diagnostic]
  var messages: [TemplateMessage]
}

extension Node {
  /// Takes what its references mean, and what it reads by that.
  fileprivate mutating func connect(to found: [String?]) {
    targets = found
    dependsOn = orderedTargets
  }

  /// What it reads, each once: sources first, then nodes, metrics and functions, as dbt lists them.
  private var orderedTargets: [String] {
    if targets.count < 2 { return targets.compactMap(\.self) }
    var seen: Set<String> = []
    let ranked = links.enumerated().sorted {
      ($0.element.reference.rank, $0.offset) < ($1.element.reference.rank, $1.offset)
    }
    return ranked.map(\.element.target).filter { seen.insert($0).inserted }
  }
}

extension Reference {
  fileprivate var rank: Int {
    switch target {
    case .source: 0
    case .ref: 1
    case .metric, .measure, .semanticModel: 2
    case .function: 3
    }
  }
}

extension Diagnostic {
  fileprivate static func duplicate(_ node: Node, first: Node) -> Diagnostic {
    Diagnostic(
      code: "duplicate-resource",
      "two \(node.type.propertiesKey.split(separator: "_").joined(separator: " ")) of package `\(node.package)` are named `\(node.name)`",
      at: node.span, notes: [Note("first defined here", at: first.span)]
    ).known(
      as: """
        dbt found two \(node.type.propertiesKey) with the name "\(node.name)"; change one of these:
        - \(node.uniqueID) (\(first.file.path))
        - \(node.uniqueID) (\(node.file.path))
        """, "Compilation")
  }

  /// dbt's words for a reference that leads nowhere.
  fileprivate func missed(_ reference: Reference, by node: Node) -> Diagnostic {
    let (kind, name, more) =
      switch reference.target {
      case .ref(let package, let name, let version):
        (
          "node", name,
          (version.map { " with version '\($0.versionText)'" } ?? "")
            + (package.map { " in package '\($0)'" } ?? "")
        )
      case .source(let source, let table): ("source", "\(source).\(table)", "")
      case .function(_, let name): ("function", name, "")
      case .metric(_, let name):
        ("metric", name, "")
      case .measure(let name): ("measure", name, "")
      case .semanticModel(let name): ("semantic model", name, "")
      }
    if node.type == .metric { return missed(kind, name) }
    let reason = code == "ref-disabled" ? "which is disabled" : "which was not found"
    let title = node.type.dbtName.prefix(1).uppercased() + node.type.dbtName.dropFirst()
    return known(
      as:
        "\(title) '\(node.uniqueID)' (\(node.file.path)) depends on a \(kind) named '\(name)'\(more) \(reason)",
      "Compilation")
  }

  /// dbt's words for a metric that is made of what is not there.
  private func missed(_ kind: String, _ name: String) -> Diagnostic {
    let isDisabled = code == "ref-disabled"
    let text =
      switch (kind, isDisabled) {
      case ("measure", false):
        "A semantic model having a measure `\(name)` does not exist but was referenced."
      case ("measure", true): "The measure `\(name)` is referenced on disabled semantic model."
      case (_, false): "The \(kind) `\(name)` does not exist but was referenced."
      case (_, true): "The \(kind) `\(name)` is disabled and thus cannot be referenced."
      }
    return known(as: text, "Parsing")
  }

  fileprivate var asWarning: Diagnostic {
    var copy = self
    copy.severity = .warning
    return copy
  }
}
