import Artifacts
import Compilation
import Diagnostics
import Execution
import Expectations
@preconcurrency import Glibc
import PlainData
import ProjectLoading
import Reports
import Warehouse

/// What is left of suites for other people: rows in the warehouse, notes on a pull request, a hook.
struct QualityEvidence {
  private let session: ProjectSession

  init(_ session: ProjectSession) { self.session = session }

  static let options: [OptionSpec] =
    FailureHook.options + [
      OptionSpec(
        "--summary", kind: .value(metavariable: "FILE"), readsEnvironment: false,
        help: "write verdicts of suites as Markdown, for a pull request")
    ]

  func leave(of suites: [SuiteResult]) async throws {
    if session.input.arguments.isSet("store-failures") { try await storeRows(of: suites) }
    try writeSummary(of: suites)
    annotate(suites)
    try await callHooks(suites)
  }

  private func storeRows(of suites: [SuiteResult]) async throws {
    let stored = StoredFailures(targetSchema: session.manifest.scope.target.schema)
    do {
      try await Connection(to: session.warehouse).run { try stored.store(suites, on: $0) }
    } catch let error as DatabaseError {
      var problem = error.diagnostic(in: nil, at: nil)
      problem.severity = .warning
      session.console.emit(.problem(problem.noting("failing rows were not stored")))
    }
  }

  /// To the file that was asked for, and to the page of a GitHub job.
  private func writeSummary(of suites: [SuiteResult]) throws {
    let text = MarkdownSummary(suites.map { SuiteOutcome(reading: $0.plain) }).text
    if let file = session.input.arguments.value("summary") {
      try ArtifactFile.write(
        Array(text.utf8), to: FilePath.absolute(file, from: session.input.currentDirectory))
    }
    if let page = session.input.environment["GITHUB_STEP_SUMMARY"], !page.isEmpty {
      let before = access(page, F_OK) == 0 ? try FileSystem.read(page, shownAs: page).text : ""
      try ArtifactFile.write(Array((before + text).utf8), to: page)
    }
  }

  /// GitHub reads commands from what a job prints.
  private func annotate(_ suites: [SuiteResult]) {
    guard session.input.environment["GITHUB_ACTIONS"] == "true" else { return }
    let notes = suites.flatMap { suite in
      suite.checks.compactMap { GitHubAnnotations.Annotation($0, in: suite) }
    }
    if !notes.isEmpty { session.console.printCommands(GitHubAnnotations.text(of: notes)) }
  }

  private func callHooks(_ suites: [SuiteResult]) async throws {
    let failed = suites.filter { $0.verdict != .passes }
    guard !failed.isEmpty else { return }
    let document = JSON.text(document(of: failed))
    for hook in FailureHook.all(session.input) {
      do {
        try await hook.perform(document: document)
      } catch let problem as Diagnostic {
        // The verdict stands, whatever becomes of the news of it.
        var problem = problem
        problem.severity = .warning
        session.console.emit(.problem(problem))
      }
    }
  }

  private func document(of failed: [SuiteResult]) -> PlainValue {
    [
      "project": .string(session.project.root.name),
      "target": .string(session.project.profile.target),
      "run_id": .string(session.invocation.id),
      "failures": .list(
        failed.flatMap { suite in
          suite.checks.filter { $0.status == .fail || $0.status == .error }.map { check in
            [
              "suite": .string(suite.suite.name), "on": .string(suite.suite.target.description),
              "expectation": .string(check.expectation.id),
              "status": .string(check.status.rawValue), "reason": .string(check.reason),
            ]
          }
        }),
    ]
  }
}

extension GitHubAnnotations.Annotation {
  /// nil for what needs nobody's attention.
  fileprivate init?(_ check: CheckResult, in suite: SuiteResult) {
    let level: Level
    switch check.status {
    case .fail, .error: level = .error
    case .warn: level = .warning
    case .info: level = .notice
    case .pass, .skipped: return nil
    }
    let span = check.expectation.span
    self.init(
      level: level, file: span.file.path, line: span.start.line, title: suite.suite.name,
      message: check.reason)
  }
}
