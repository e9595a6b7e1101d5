import Artifacts

/// One relation with all its checks, ready to be shown.
struct RelationReport: Sendable {
  /// `schema.identifier`, or a name for checks that belong to none.
  var relation: String
  /// nil for a relation that the lineage does not know.
  var node: Lineage.Node?
  var checks: [Check]
  var statements: Int
  var scans: Int
  var seconds: Double
  var descriptions: [String]

  var layer: String { node?.layer ?? "" }
  var state: CheckState { checks.map(\.state).max() ?? .skipped }
  var problems: [Check] { checks.filter(\.state.isProblem).sorted { $0.state > $1.state } }
  var anchor: String { Anchor.relation(relation) }

  /// Checks by the columns they are about: those with problems first, then in the order written.
  var byColumn: [(title: String, checks: [Check])] {
    var order: [String] = []
    var groups: [String: [Check]] = [:]
    for check in checks {
      let title = check.columns.joined(separator: ", ")
      if groups[title] == nil { order.append(title) }
      groups[title, default: []].append(check)
    }
    func worst(_ title: String) -> CheckState { groups[title]?.map(\.state).max() ?? .pass }
    let sorted = order.enumerated().sorted { one, other in
      let (first, second) = (worst(one.element), worst(other.element))
      return first == second ? one.offset < other.offset : first > second
    }
    return sorted.map { title in
      let checks = (groups[title.element] ?? []).enumerated().sorted { one, other in
        one.element.state == other.element.state
          ? one.offset < other.offset : one.element.state > other.element.state
      }
      return (title.element, checks.map(\.element))
    }
  }
}

/// The model as the page needs it: relations in order, values of hidden columns gone.
struct PreparedReport: Sendable {
  let model: ReportModel
  let relations: [RelationReport]
  let lineage: Lineage
  let changes: Changes

  init(_ model: ReportModel) {
    self.model = model
    let nodes = Dictionary(
      model.lineage.nodes.compactMap { node in node.relation.map { ($0.lowercased(), node) } },
      uniquingKeysWith: { first, _ in first })
    var relations: [RelationReport] = []
    var places: [String: Int] = [:]
    for suite in model.suites {
      let node = nodes[suite.relation.lowercased()]
      let hidden = Set((node?.hiddenColumns ?? []).map { $0.lowercased() })
      let checks = suite.checks.map { $0.concealing(hidden) }
      let place = places[suite.relation] ?? relations.count
      if place == relations.count {
        places[suite.relation] = place
        relations.append(RelationReport(suite.relation, node))
      }
      relations[place].add(suite, checks)
    }
    let layers = model.lineage.usedLayers
    func rank(_ relation: RelationReport) -> Int {
      layers.firstIndex(of: relation.layer) ?? layers.count
    }
    self.relations = relations.sorted {
      (rank($0), $1.state, $0.relation) < (rank($1), $0.state, $1.relation)
    }
    lineage = model.lineage.gated(by: relations)
    changes = Changes(relations.flatMap { $0.checks }, since: Self.previousRun(in: model.history))
  }

  var checks: [Check] { relations.flatMap(\.checks) }

  /// The last run of which it is known how its checks ended, not only what they measured.
  var previousRun: PastRun? { Self.previousRun(in: model.history) }

  private static func previousRun(in history: [PastRun]) -> PastRun? {
    history.last { !$0.states.isEmpty }
  }

  func checks(in state: CheckState) -> Int { checks.count { $0.state == state } }

  /// The problems, worst first and then by rows, each with its relation.
  var problems: [(relation: RelationReport, check: Check)] {
    let all = relations.flatMap { relation in relation.problems.map { (relation, $0) } }
    return all.enumerated().sorted { one, other in
      let (first, second) = (one.element.1, other.element.1)
      return (second.state, second.unexpected ?? 0, one.offset)
        < (first.state, first.unexpected ?? 0, other.offset)
    }.map { ($0.element.0, $0.element.1) }
  }

  /// Nodes that failed by themselves, not by their suites.
  var failedNodes: [Lineage.Node] {
    lineage.nodes.filter { $0.status?.tone == .bad && !$0.isBlocked }
  }
  /// Nodes that were built and not published.
  var blockedNodes: [Lineage.Node] { lineage.nodes.filter(\.isBlocked) }
  var skippedNodes: [Lineage.Node] { lineage.nodes.filter { $0.status == .skipped } }

  /// Earlier values of a check's number, oldest first, and this run's at the end.
  /// The start of the first of the runs without a break in which the check was a problem; nil when it
  /// was none in the run before, or when nothing is known of that.
  func problemSince(_ check: Check) -> String? {
    var since: String?
    for run in model.history.reversed() {
      guard let state = run.states[check.id] else { continue }
      guard state.isProblem else { break }
      since = run.startedAt
    }
    return since
  }

  /// Whether an earlier run knew the check.
  func isKnown(_ check: Check) -> Bool {
    model.history.contains { $0.states[check.id] != nil }
  }

  func trend(of check: Check) -> [Double] {
    let past = model.history.suffix(19).compactMap { $0.metrics[check.id] }
    return past + (check.metric.map { [$0] } ?? [])
  }
}

extension RelationReport {
  fileprivate init(_ relation: String, _ node: Lineage.Node?) {
    self.relation = relation
    self.node = node
    checks = []
    statements = 0
    scans = 0
    seconds = 0
    descriptions = []
  }

  fileprivate mutating func add(_ suite: SuiteOutcome, _ checks: [Check]) {
    self.checks += checks
    statements += suite.statements
    scans += suite.scans
    seconds += suite.seconds
    if !suite.description.isEmpty { descriptions.append(suite.description) }
  }
}

extension Lineage {
  /// The lineage with the gates that `relations` stand for.
  fileprivate func gated(by relations: [RelationReport]) -> Lineage {
    let gates = Dictionary(
      relations.map { relation in
        (
          relation.relation.lowercased(),
          Gate(
            state: relation.state, problems: relation.problems.count,
            checks: relation.checks.count)
        )
      }, uniquingKeysWith: { first, _ in first })
    var copy = self
    for index in copy.nodes.indices {
      guard let relation = copy.nodes[index].relation else { continue }
      copy.nodes[index].gate = gates[relation.lowercased()] ?? copy.nodes[index].gate
      if !copy.nodes[index].hiddenColumns.isEmpty {
        // A database quotes offending values in its details.
        copy.nodes[index].message =
          copy.nodes[index].message?.split(separator: "\n").first.map(String.init)
      }
    }
    return copy
  }
}

/// Ids of elements, made of names that may hold anything.
enum Anchor {
  static func relation(_ name: String) -> String { "relation-" + safe(name) }
  static func check(_ id: String) -> String { "check-" + safe(id) }

  /// Letters, digits, `-` and `.` stay; every other byte becomes `_` and its hexadecimal value.
  private static func safe(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "_" + String(byte, radix: 16)
      }
    }
    return result
  }
}
