import Artifacts
import Compilation
import Diagnostics
import Execution
import Expectations
import PlainData
import Reports
import Warehouse

/// What a run leaves beside dbt's artifacts: suite results as JSON and in the warehouse, JUnit, the
/// report.
struct RunOutputs {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  func write(_ record: RunRecord) async throws {
    try await forgetUnmeasured(record)
    // What was not published is not there to be compared with.
    let published = record.results.filter { $0.status == .success }
    try await write(
      record.results.flatMap(\.suites), ofStanding: published.flatMap(\.suites))
    try await ModelTracker(session).track(record)
    if let file = session.input.arguments.value("junit") { try writeJUnit(record, to: file) }
  }

  /// What ran without its suites may be another table now.
  private func forgetUnmeasured(_ record: RunRecord) async throws {
    let unmeasured = record.results.filter { result in
      result.suites.isEmpty && result.status != .skipped
        && session.suites.suites(of: result.uniqueID).contains { $0.partitioning != nil }
    }.compactMap { session.manifest[$0.uniqueID]?.relation }
    guard !unmeasured.isEmpty else { return }
    let store = PartitionStore(targetSchema: session.manifest.scope.target.schema)
    try await Connection(to: session.warehouse).run { try store.forget(unmeasured, on: $0) }
  }

  /// target/expectations.json, the history in the warehouse, the report.
  ///
  /// - Parameter standing: those of them whose relations stand as they were measured.
  func write(_ suites: [SuiteResult], ofStanding standing: [SuiteResult]) async throws {
    guard !suites.isEmpty else { return }
    let document: PlainMap = [
      "run_id": .string(session.invocation.id),
      "started_at": .string(session.invocation.started.iso8601),
      "elapsed_time": .double(Timestamp.now().seconds(since: session.invocation.started)),
      "suites": .list(suites.map(\.plain)),
    ]
    let path = session.targetFolder + "/expectations.json"
    let previous = try ArtifactFile.read(path)
    try ArtifactFile.write(to: path) { $0.write(map: document) }
    try await keepHistory(of: suites, standing)
    try await QualityEvidence(session).leave(of: suites)
    try await ReportWriter(session).write(previous: previous)
  }

  /// A history that cannot be written is reported and changes no verdict.
  private func keepHistory(of suites: [SuiteResult], _ standing: [SuiteResult]) async throws {
    let schema = session.manifest.scope.target.schema
    let (history, partitions) = (
      SuiteHistory(targetSchema: schema), PartitionStore(targetSchema: schema)
    )
    let id = session.invocation.id
    do {
      try await Connection(to: session.warehouse).run { connection in
        try history.append(suites, runID: id, at: .now(), on: connection)
        try partitions.keep(standing, at: .now(), on: connection)
      }
    } catch let error as DatabaseError {
      var problem = error.diagnostic(in: nil, at: nil)
      problem.severity = .warning
      session.console.emit(.problem(problem.noting("the history of validations was not written")))
    }
  }

  private func writeJUnit(_ record: RunRecord, to file: String) throws {
    let path = FilePath.absolute(file, from: session.input.currentDirectory)
    let results = RunResults(of: record, manifest: session.manifest, arguments: PlainMap())
    let xml = JUnitReport(results, suites: record.results.flatMap(\.suites).map(\.plain)).xml
    try ArtifactFile.write(Array(xml.utf8), to: path)
  }
}
