import Compilation
import Diagnostics
import Materializations
import PlainData
import Warehouse

/// A microbatch model: one transaction a batch, in order; what failed can be run again by itself.
struct MicrobatchWork {
  private let work: NodeWork

  init(_ work: NodeWork) {
    self.work = work
  }

  func perform() throws -> NodeResult {
    let isIncremental = try addsToTable()
    let size = try size()
    let batches = try batches(size, isIncremental: isIncremental)
    var results = BatchResults()
    var failure: (any Error)?
    for (index, batch) in batches.enumerated() {
      // Without its table, no later batch has anything to add to.
      if failure != nil, !isIncremental, results.successful.isEmpty {
        results.failed.append(batch)
        continue
      }
      do {
        try make(batch, size, index, of: batches.count, isIncremental: isIncremental || index > 0)
        results.successful.append(batch)
      } catch  where !Task.isCancelled {
        failure = failure ?? error
        results.failed.append(batch)
      }
    }
    return try result(results, failure)
  }

  private var node: Node { work.node }
  private var name: String {
    node.relation.map { "\($0.schema).\($0.identifier)" } ?? node.name
  }

  private var flags: PlainMap { work.runner.manifest.scope.invocation.flags }

  private func result(_ results: BatchResults, _ failure: (any Error)?) throws -> NodeResult {
    if let failure, results.successful.isEmpty {
      var result = work.failed(failure)
      result.batches = results
      return result
    }
    let count = results.successful.count
    var result = work.succeeded(.success, "SUCCESS")
    if let failure {
      result.status = .partialSuccess
      result.message = "PARTIAL SUCCESS (\(count)/\(count + results.failed.count))"
      result.diagnostics = work.failed(failure).diagnostics
    }
    result.batches = results
    return result
  }

  private func make(
    _ batch: Batch, _ size: BatchSize, _ index: Int, of count: Int, isIncremental: Bool
  ) throws {
    let facts = BatchFacts(
      id: size.id(of: batch.start), start: BatchSize.text(batch.start),
      end: BatchSize.text(batch.end), isIncremental: isIncremental)
    let line = BatchLine(
      index: index + 1, count: count,
      description: "batch \(size.label(of: batch.start)) of \(name)")
    let started = Timestamp.now()
    say(line.started, "LogStartBatch", "Q045")
    do {
      let sql = try work.compiler.compile(node, batch: facts)
      work.note(sql)
      let outcome = try work.materialize(
        .query(sql.text, header: node.config.string("sql_header")),
        batch: BatchPlace(index: index, count: count, isIncremental: isIncremental))
      let text = line.finished(
        "OK created", outcome.main?.message ?? "OK",
        seconds: Timestamp.now().seconds(since: started))
      say(text, "LogBatchResult", "Q046")
    } catch {
      let text = line.finished(
        "ERROR creating", "ERROR", seconds: Timestamp.now().seconds(since: started))
      say(text, "LogBatchResult", "Q046", .error)
      throw error
    }
  }

  private func say(_ text: String, _ event: String, _ code: String, _ level: LogLevel = .info) {
    work.runner.sink.emit(.entry(LogEntry(event, code, level, text, thread: work.thread)))
  }

  private func addsToTable() throws -> Bool {
    guard let relation = node.relation else { return false }
    let existing = try work.runner.relations.find(relation, with: work.session)
    return existing?.kind == .table && !work.isFullRefresh
  }

  private func batches(_ size: BatchSize, isIncremental: Bool) throws -> [Batch] {
    if let again = work.runner.options.retriedBatches[node.uniqueID] { return again }
    let now = work.runner.manifest.scope.invocation.started
    // A sample bounds the batches, too.
    let sample = flags["SAMPLE"]?.string.flatMap { SampleWindow($0, now: now) }
    let start = sample?.start ?? flags["EVENT_TIME_START"]?.string
    let end = sample?.end ?? flags["EVENT_TIME_END"]?.string
    let plan = BatchPlan(
      size: size, begin: try moment(node.config.string("begin"), "begin"),
      lookback: node.config["lookback"]?.int ?? 1,
      wantedStart: try moment(start, "--event-time-start"),
      wantedEnd: try moment(end, "--event-time-end"), now: now.microseconds)
    guard let batches = plan.batches(isIncremental: isIncremental) else {
      throw Diagnostic(
        code: "config-required", "Microbatch model '\(node.name)' requires a 'begin' configuration",
        at: node.span)
    }
    return batches
  }

  private func size() throws(Diagnostic) -> BatchSize {
    let word = node.config.string("batch_size") ?? ""
    if let size = BatchSize(rawValue: word) { return size }
    throw Diagnostic(
      code: "config-value", "`batch_size` takes no `\(word)`", at: node.span,
      help: NearMiss.help(for: word, among: BatchSize.allCases.map(\.rawValue)))
  }

  private func moment(_ text: String?, _ key: String) throws(Diagnostic) -> Int64? {
    guard let text else { return nil }
    if let moment = CivilTime.timestamp(of: text)?.microseconds { return moment }
    throw Diagnostic(
      code: "config-value", "`\(key)` takes a date or a time, not `\(text)`", at: node.span)
  }
}

/// Which batch of a model is made: hooks before belong to the first one, hooks after to the last.
struct BatchPlace {
  let index: Int
  let count: Int
  let isIncremental: Bool

  var isFirst: Bool { index == 0 }
  var isLast: Bool { index == count - 1 }
}

extension Node {
  var isMicrobatch: Bool {
    type == .model && config.materialized == "incremental"
      && config.string("incremental_strategy") == "microbatch"
  }
}
