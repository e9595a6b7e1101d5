import Artifacts
import Compilation
import Diagnostics
import Execution
import Expectations
import PlainData
import ProjectLoading
import Reports
import Warehouse

/// Makes target/report.html of what the last run left behind and of the history in the warehouse.
struct ReportWriter {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// - Parameter previous: the results of suites before this run, as they stood in the target folder.
  /// Returns the path of the report.
  @discardableResult
  func write(previous: PlainValue? = nil, to path: String? = nil) async throws -> String {
    let last = try LastRun(
      of: session, manifest: Artifacts.Manifest(of: session.manifest, compiled: [:]))
    let path = path ?? session.targetFolder + "/report.html"
    let history = try await history(before: last, previous)
    var model = model(of: last, history: history)
    model.models = try await modelTrends()
    let report = QualityReport(model)
    try ArtifactFile.write(report.html, to: path)
    return path
  }

  private func model(of last: LastRun, history: [PastRun]) -> ReportModel {
    let profile = session.project.profile
    let suites = (last.expectations?["suites"]?.list ?? []).map(SuiteOutcome.init(reading:))
    let tests = last.results.map { SuiteOutcome.tests(in: last.manifest, results: $0) } ?? []
    let run = ReportModel.Run(
      project: session.project.root.name, target: profile.target,
      warehouse: profile.type.value == "postgres" ? "PostgreSQL" : "SQLite",
      command: "swiftdbt \(session.invocation.command)",
      startedAt: last.expectations?["started_at"]?.string ?? session.invocation.started.iso8601,
      elapsed: last.seconds,
      runID: last.expectations?["run_id"]?.string ?? session.invocation.id,
      version: Version.swiftdbt)
    return ReportModel(
      run: run, lineage: Lineage(last.manifest, results: last.results), suites: suites + tests,
      history: history)
  }

  /// Earlier runs: numbers from the warehouse, states from the results that were there before.
  private func history(before last: LastRun, _ previous: PlainValue?) async throws -> [PastRun] {
    let current = last.expectations?["run_id"]?.string
    var runs = PastRun.runs(of: try await metrics()).filter { $0.runID != current }
    if let previous, previous["run_id"]?.string != current {
      let past = PastRun(reading: previous)
      runs.removeAll { $0.runID == past.runID }
      runs.append(past)
    }
    return runs
  }

  private func metrics() async throws -> [MetricHistory] {
    let history = SuiteHistory(targetSchema: session.manifest.scope.target.schema)
    return try await kept { try history.read(limit: 20, on: $0) }
  }

  /// The Swift models of the project, those that have been run.
  private func modelTrends() async throws -> [ModelTrend] {
    let nodes = session.manifest.all.filter { $0.type == .swiftModel }.map(\.uniqueID)
    guard !nodes.isEmpty else { return [] }
    let table = ModelRunTable(targetSchema: session.manifest.scope.target.schema)
    let entries = try await kept { try table.read(limit: 20, on: $0) }
    return ModelTrend.trends(of: entries.filter { nodes.contains($0.node) })
  }

  /// A report without trends is better than none, but it says why they are missing.
  private func kept<Entry: Sendable>(
    _ read: @escaping @Sendable (any Session) throws -> [Entry]
  ) async throws -> [Entry] {
    do {
      return try await Connection(to: session.warehouse).run { try read($0) }
    } catch let error as DatabaseError {
      session.console.emit(
        .problem(
          Diagnostic(
            .warning, code: "history-unreadable",
            "the report has no trends: \(error.message)")))
      return []
    }
  }
}

extension PastRun {
  /// The histories of single metrics, put together run by run, oldest first.
  fileprivate static func runs(of histories: [MetricHistory]) -> [PastRun] {
    var runs: [String: PastRun] = [:]
    for history in histories {
      guard let dot = history.metric.lastIndex(of: ".") else { continue }
      let check = "\(history.suite).\(history.metric[..<dot])"
      let name = history.metric[dot...]
      // Of a check on rows, the number of failing rows is what the trend shows.
      guard [".status", ".unexpected_count", ".observed_value"].contains(name) else { continue }
      for point in history.points {
        let new = PastRun(
          runID: point.runID, startedAt: point.validatedAt, states: [:], metrics: [:])
        if name == ".status" {
          let state = CheckStatus(rank: point.value).flatMap { CheckState(rawValue: $0.rawValue) }
          runs[point.runID, default: new].states[check] = state
        } else {
          runs[point.runID, default: new].metrics[check] = point.value
        }
      }
    }
    return runs.values.sorted { ($0.startedAt, $0.runID) < ($1.startedAt, $1.runID) }
  }
}

extension ModelTrend {
  /// Entries of several nodes, put together run by run; they come node by node, oldest run first.
  fileprivate static func trends(of entries: [ModelRunTable.Entry]) -> [ModelTrend] {
    var trends: [ModelTrend] = []
    var runID = ""
    for entry in entries {
      if trends.last?.node != entry.node {
        trends.append(ModelTrend(node: entry.node, model: entry.model, runs: []))
        runID = ""
      }
      let node = trends.count - 1
      if entry.runID != runID {
        runID = entry.runID
        trends[node].runs.append(
          ModelTrend.Run(
            startedAt: entry.startedAt, succeeded: entry.succeeded, parameters: [:], facts: [:],
            metrics: [:]))
      }
      trends[node].runs[trends[node].runs.count - 1].add(entry)
    }
    return trends
  }
}

extension ModelTrend.Run {
  fileprivate mutating func add(_ entry: ModelRunTable.Entry) {
    switch entry.kind {
    case "parameter": parameters[entry.name] = entry.text
    case "fact": facts[entry.name] = entry.text
    case "metric": metrics[entry.name] = entry.number
    default: break
    }
  }
}
