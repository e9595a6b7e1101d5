import Compilation
import Diagnostics
import Execution
import Expectations
import PlainData
import ProjectLoading
import Warehouse

/// `validate`: runs suites, writes their results, decides the exit code.
struct Validation {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  func perform(_ suites: [Suite]) async throws -> ExitCode {
    guard !suites.isEmpty else {
      session.console.emit(.message(.warn, "Nothing to do: no suite matches the selection"))
      return .success
    }
    let validation = SuiteValidation(runner: session.nodeRunner, warehouse: session.warehouse)
    let threads = session.project.profile.threads
    try await connected { try await validation.problems(of: suites) }.throwIfErrors()
    let results = try await connected {
      try await InterruptMonitor.run { try await validation.validate(suites, threads: threads) }
    }
    try await RunOutputs(session).write(results, ofStanding: results)
    let blocked = results.count { $0.verdict != .passes }
    let text = "\(results.count - blocked) of \(results.count) suites passed"
    session.console.emit(.message(blocked > 0 ? .error : .info, text))
    return blocked > 0 ? .failure : .success
  }

  /// Statements and scans of each suite, nothing run.
  func printPlan(of suites: [Suite]) async throws -> ExitCode {
    let planning = SuitePlanning(runner: session.nodeRunner, warehouse: session.warehouse)
    for plan in try await connected({ try await planning.plans(of: suites) }) {
      session.console.printData(plan.text)
      for problem in plan.problems { session.console.emit(.problem(problem)) }
    }
    return .success
  }

  private func connected<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: session.project.profile.settings.span)
    }
  }
}

extension ProjectSession {
  /// A runner for work beside a run.
  var nodeRunner: NodeRunner {
    NodeRunner(
      manifest: manifest, suites: suites,
      options: runOptions("validate", types: [], runsSuites: true),
      relations: RelationCache(), warehouse: warehouse, sink: console,
      projectFolder: project.root.folder)
  }
}
