internal import AnomalyDetection
internal import Warehouse

/// One run of `isolation_forest`: read and sample, train, score and write.
struct IsolationForestRun {
  /// Trees draw from at most this many rows, unless `max_samples` needs more.
  static let poolCapacity = 131_072
  /// Inputs whose values fit are read once; larger ones a second time, to score them.
  static let memoryLimit = 64 << 20

  private let arguments: IsolationForestArguments
  private let context: ModelContext
  private let selection: InputSelection

  init(_ arguments: IsolationForestArguments, _ context: ModelContext) {
    self.arguments = arguments
    self.context = context
    let weight = arguments.sampleWeight.map { [$0] } ?? []
    selection = InputSelection(columns: arguments.key + arguments.features + weight)
  }

  func perform() throws {
    var reading = Reading(arguments, poolCapacity: capacity)
    try context.inputs[0].forEachBatch(selection) { batch in
      try context.checkCancellation()
      reading.add(try InputRows(batch, arguments))
      context.report(progress: reading.rows, "reading")
    }
    if let repeated = reading.repeatedKeys.firstRepeated() { throw try repeatedKey(repeated) }
    guard reading.rows > 0 else { return report(.init()) }
    let forest = try train(&reading)
    let version = reading.version(arguments)
    context.report(fact: "data_hash", reading.dataHash)
    context.report(fact: "model_version", version)
    context.report(metric: "rows_trained", Double(reading.pool.digests.count))
    var scoring = Scoring(forest, arguments, version: version, threads: context.threads)
    if let kept = reading.kept {
      for rows in kept { try score(rows, &scoring, of: reading.rows) }
    } else {
      try context.inputs[0].forEachBatch(selection) { batch in
        try score(InputRows(batch, arguments), &scoring, of: reading.rows)
      }
    }
    report(scoring.totals)
  }

  private func score(_ rows: InputRows, _ scoring: inout Scoring, of total: Int) throws {
    try context.checkCancellation()
    try context.output.append(try scoring.batch(rows))
    context.report(progress: scoring.totals.rows, of: total, "scoring")
  }

  private var capacity: Int {
    switch arguments.parameters.maxSamples {
    case .automatic: IsolationForestRun.poolCapacity
    case .count(let count): max(IsolationForestRun.poolCapacity, 4 * min(count, 1 << 40))
    case .fraction: .max
    }
  }

  /// Grows the forest on the pool and draws its line: on the training rows' scores.
  private func train(_ reading: inout Reading) throws -> IsolationForest {
    reading.pool.prune()
    let columns = Array(reading.pool.columns[..<arguments.features.count])
    let weights =
      arguments.sampleWeight == nil ? nil : reading.pool.columns[arguments.features.count]
    do {
      return try IsolationForest(
        fitting: columns, weights: weights, parameters: arguments.parameters,
        threads: context.threads)
    } catch {
      throw ModelError(error)
    }
  }

  private func report(_ totals: Scoring.Totals) {
    context.report(metric: "rows_scored", Double(totals.rows))
    context.report(metric: "anomalies", Double(totals.anomalies))
    context.report(
      metric: "anomaly_share", totals.rows == 0 ? 0 : Double(totals.anomalies) / Double(totals.rows)
    )
    context.report(
      metric: "mean_anomaly_score", totals.rows == 0 ? 0 : totals.sum / Double(totals.rows))
  }

  /// The input is read again to name the key.
  private func repeatedKey(_ digest: UInt64) throws -> ModelError {
    var text = "digest \(Mix.hexadecimal(digest))"
    try context.inputs[0].forEachBatch(selection) { batch in
      let rows = try InputRows(batch, arguments)
      if let row = rows.digests.firstIndex(of: digest) { text = rows.keyText(row, arguments.key) }
    }
    return ModelError(
      "two rows have the key \(text)", argument: "key", code: "swift-model-data",
      help: ["name all the columns that make a row unique"])
  }
}

extension ModelError {
  init(_ error: ForestError) {
    switch error {
    case .weights(let rule): self.init(rule, argument: "sample_weight", code: "swift-model-data")
    case .parameter(let rule): self.init(rule, code: "swift-model-argument")
    case .archive(let rule): self.init(rule)
    case .noRows, .noColumns, .unequalColumns, .wrongColumnCount, .infinite:
      self.init("the features do not make a table: \(error)", argument: "features")
    }
  }
}
