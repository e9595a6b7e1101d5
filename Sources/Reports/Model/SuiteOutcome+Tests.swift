package import Artifacts
import PlainData

extension SuiteOutcome {
  /// dbt's own tests as suites named `tests`, one a relation they are attached to.
  package static func tests(in manifest: Manifest, results: RunResults) -> [SuiteOutcome] {
    let outcomes = Dictionary(
      results.results.map { ($0.uniqueID, $0) }, uniquingKeysWith: { $1 })
    var relations: [String: String] = [:]
    for node in manifest.nodes {
      relations[node.identity.uniqueID] = "\(node.schema).\(node.alias)"
    }
    for source in manifest.sources {
      relations[source.identity.uniqueID] = "\(source.schema).\(source.identifier)"
    }
    var suites: [String: SuiteOutcome] = [:]
    for node in manifest.nodes {
      guard let outcome = outcomes[node.identity.uniqueID],
        let check = Check(node, outcome)
      else { continue }
      let relation = node.attachedNode.flatMap { relations[$0] } ?? ""
      suites[relation, default: SuiteOutcome(name: "tests", relation: relation, checks: [])]
        .add(check, outcome)
    }
    return suites.values.sorted { $0.relation < $1.relation }
  }

  private mutating func add(_ check: Check, _ outcome: NodeResult) {
    checks.append(check)
    statements += 1
    scans += 1
    seconds += outcome.executionTime
  }
}

extension ManifestNode {
  /// What a test is about: the node it was written at, or the first one that it reads.
  fileprivate var attachedNode: String? {
    if case .genericTest(let test) = kind, let attached = test.attachedNode { return attached }
    return dependsOn.nodes.first
  }
}

extension Check {
  /// nil for what is no test.
  fileprivate init?(_ node: ManifestNode, _ outcome: NodeResult) {
    switch node.kind {
    case .genericTest(let test):
      self.init(
        id: node.identity.uniqueID, expectation: test.name,
        sentence: Self.sentence(test), state: Self.state(outcome.status))
      columns = test.columnName.map { [$0] } ?? []
      for (key, value) in test.arguments where key != "model" && key != "column_name" {
        arguments[key] = value
      }
    case .singularTest:
      self.init(
        id: node.identity.uniqueID, expectation: "singular test",
        sentence: node.description.isEmpty
          ? "the test `\(node.identity.name)` finds no row" : node.description,
        state: Self.state(outcome.status))
    default: return nil
    }
    severity = node.config["severity"]?.string?.lowercased() == "warn" ? "warning" : "critical"
    unexpected = outcome.failures
    error = state == .error ? outcome.message : nil
    if state.isProblem { query = outcome.compiledCode }
  }

  private static func sentence(_ test: ManifestNode.Kind.GenericTest) -> String {
    let column = test.columnName.map { "`\($0)`" } ?? "the relation"
    switch test.name {
    case "not_null": return "\(column) is never empty"
    case "unique": return "\(column) is unique"
    case "accepted_values": return "\(column) is one of the accepted values"
    case "relationships": return "\(column) refers to a row that exists"
    default: return "\(column) passes the test `\(test.name)`"
    }
  }

  private static func state(_ status: ResultStatus) -> CheckState {
    switch status {
    case .pass, .success, .noOp, .reused: .pass
    case .warn: .warn
    case .fail, .partialSuccess: .fail
    case .error, .runtimeError: .error
    case .skipped: .skipped
    }
  }
}
