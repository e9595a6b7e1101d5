import Compilation
import Diagnostics
import Execution
import Expectations
import Graph
import ProjectLoading
import Warehouse

/// Proposes suites from one profiling pass over what stands in the warehouse.
struct ExpectationsGenerateCommand: Subcommand {
  static let spec = CommandSpec(
    "expectations generate", summary: "propose suites from the data of models, seeds and sources",
    discussion: """
      Prints a suite file. Shares have the lower end of their 99 % confidence interval; columns that
      identify rows, and columns whose values another relation's key holds, are found.
      swiftdbt expectations generate --select stg_readings > expectations/stg_readings.yml
      """,
    options: CommonOptions.selection)
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "expectations", console: console)
    let subjects = try session.selected().compactMap { session.graph.node($0) }
      .compactMap(Subject.init)
    guard !subjects.isEmpty else {
      console.emit(.message(.warn, "Nothing to do: no relation matches the selection"))
      return .success
    }
    let suites = try await Connection(to: session.warehouse).run { connection in
      try Proposals(subjects, on: connection).texts()
    }
    console.printData((["suites:"] + suites).joined(separator: "\n"))
    return .success
  }
}

/// A relation that a suite is proposed for.
private struct Subject: Sendable {
  let name: String
  let target: String
  let relation: Relation

  /// nil for nodes without rows of their own.
  init?(_ node: Node) {
    guard let relation = node.relation, [.model, .seed, .source, .snapshot].contains(node.type)
    else { return nil }
    self.relation = relation
    let parts = node.uniqueID.split(separator: ".").map(String.init)
    if node.type == .source, parts.count == 4 {
      name = "\(parts[2])_\(parts[3])"
      target = "source('\(parts[2])', '\(parts[3])')"
    } else {
      name = node.name
      target = "ref('\(node.name)')"
    }
  }
}

/// Profiles all relations, then looks for keys of one in another.
private struct Proposals {
  private let run: ProfileRun
  private let profiles: [(subject: Subject, profile: RelationProfile)]

  init(_ subjects: [Subject], on session: any Session) throws {
    let run = ProfileRun(on: session)
    self.run = run
    profiles = try subjects.map { ($0, try run.profile($0.relation)) }
      .filter { !$0.1.columns.isEmpty }
  }

  func texts() throws -> [String] {
    try profiles.map { subject, profile in
      SuiteProposal(of: profile, target: subject.target, name: subject.name)
        .text(
          compoundKey: try run.compoundKey(of: profile), foreignKeys: try foreignKeys(of: profile))
    }
  }

  /// Columns of the name of another relation's key, all of whose values that key holds.
  private func foreignKeys(of profile: RelationProfile) throws -> [SuiteProposal.ForeignKey] {
    var keys: [SuiteProposal.ForeignKey] = []
    for column in profile.columns where !profile.isKey(column.name) {
      for (subject, parent) in profiles where parent.relation != profile.relation {
        guard parent.isKey(column.name),
          try run.orphans(
            of: column.name, in: profile.relation, missingFrom: column.name, of: parent.relation)
            == 0
        else { continue }
        keys.append(.init(column: column.name, target: subject.target, field: column.name))
      }
    }
    return keys
  }
}
