internal import AnomalyDetection
internal import Warehouse

/// One run of `isolation_forest`: read and sample, train, score and write.
struct IsolationForestRun {
  /// Trees draw from at most this many rows, unless `max_samples` needs more.
  static let poolCapacity = 131_072
  /// Inputs whose values fit are read once; larger ones a second time, to score them.
  static let memoryLimit = 64 << 20

  let arguments: IsolationForestArguments
  let context: ModelContext
  private let selection: InputSelection

  init(_ arguments: IsolationForestArguments, _ context: ModelContext) {
    self.arguments = arguments
    self.context = context
    selection = InputSelection(columns: arguments.columns)
  }

  func perform() throws {
    let kept = try context.artifacts.latest().flatMap { try TrainedForest($0, for: arguments) }
    let policy = arguments.retrain
    let reason = policy.reason(toReplace: kept, at: context.startedAt)
    guard let kept, reason == nil else { return try trainAndScore(reason ?? "", warm: kept) }
    guard policy.countsRows else { return try score(with: kept) }
    var reading = try readTrainingRows()
    guard let reason = policy.reason(toReplace: kept, rows: reading.rows) else {
      return try score(with: kept)
    }
    try trainAndScore(&reading, reason, warm: kept)
  }

  /// What the forest is trained with: the second input, or else the rows that are scored.
  private var trainingInput: any InputTable { context.inputs[context.inputs.count - 1] }
  private var scoresTrainingRows: Bool { context.inputs.count == 1 }

  private func readTrainingRows() throws -> Reading {
    var reading = Reading(
      arguments, poolCapacity: capacity,
      holdsRows: scoresTrainingRows && arguments.place == .process)
    try trainingInput.forEachBatch(selection) { batch in
      try context.checkCancellation()
      try reading.add(batch)
      context.report(progress: reading.rows, "reading")
    }
    if let repeated = reading.repeatedKeys.firstRepeated() {
      throw try repeatedKey(repeated, in: trainingInput)
    }
    return reading
  }

  private func trainAndScore(_ reason: String, warm: TrainedForest?) throws {
    var reading = try readTrainingRows()
    guard reading.rows > 0 || !scoresTrainingRows else { return report(.init()) }
    guard reading.rows > 0 else {
      throw ModelError(
        "`\(trainingInput.name)` has no rows to train with", code: "swift-model-data")
    }
    try trainAndScore(&reading, reason, warm: warm)
  }

  private func trainAndScore(
    _ reading: inout Reading, _ reason: String, warm: TrainedForest?
  ) throws {
    let trained = try train(&reading, warm: arguments.warmStart ? warm : nil)
    try context.artifacts.keep(trained.artifact(arguments, codeHash: context.codeHash))
    context.report(fact: "retrained", reason)
    context.report(metric: "rows_trained", Double(reading.pool.digests.count))
    guard arguments.place == .process else { return try scoreInDatabase(with: trained) }
    guard let rows = reading.rows(with: trained.categories) else {
      return try score(with: trained, checksKeys: false)
    }
    var scoring = Scoring(trained, arguments, threads: context.threads)
    for rows in rows { try score(rows, &scoring, of: reading.rows) }
    report(scoring.totals, of: trained)
  }

  /// Scores the first input as it comes.
  private func score(with trained: TrainedForest, checksKeys: Bool = true) throws {
    guard arguments.place == .process else { return try scoreInDatabase(with: trained) }
    var scoring = Scoring(trained, arguments, threads: context.threads)
    var keys = RepeatedKeys()
    var categories = trained.categories
    try context.inputs[0].forEachBatch(selection) { batch in
      let rows = try InputRows(batch, arguments, &categories)
      if checksKeys { keys.add(rows.digests) }
      try score(rows, &scoring, of: nil)
    }
    if let repeated = keys.firstRepeated() {
      throw try repeatedKey(repeated, in: context.inputs[0])
    }
    report(scoring.totals, of: trained)
  }

  private func score(_ rows: InputRows, _ scoring: inout Scoring, of total: Int?) throws {
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
  private func train(_ reading: inout Reading, warm: TrainedForest?) throws -> TrainedForest {
    let (features, weights, categories) = reading.trainingColumns()
    let parameters = arguments.parameters
    let forest: IsolationForest
    do {
      if let warm {
        forest = try warm.forest.grown(
          to: parameters.estimators, on: features, weights: weights, threads: context.threads)
      } else {
        forest = try IsolationForest(
          fitting: features, weights: weights, parameters: parameters, threads: context.threads)
      }
    } catch {
      throw ModelError(error)
    }
    return TrainedForest(
      forest: forest, version: reading.version(arguments), dataHash: reading.dataHash,
      rows: reading.rows, trainedAt: context.startedAt, categories: categories)
  }

  func report(_ trained: TrainedForest) {
    context.report(fact: "data_hash", trained.dataHash)
    context.report(fact: "model_version", trained.version)
  }

  func report(_ totals: Scoring.Totals, of trained: TrainedForest? = nil) {
    if let trained { report(trained) }
    context.report(metric: "rows_scored", Double(totals.rows))
    context.report(metric: "anomalies", Double(totals.anomalies))
    context.report(
      metric: "anomaly_share", totals.rows == 0 ? 0 : Double(totals.anomalies) / Double(totals.rows)
    )
    context.report(
      metric: "mean_anomaly_score", totals.rows == 0 ? 0 : totals.sum / Double(totals.rows))
  }

  /// The input is read again to name the key.
  private func repeatedKey(_ digest: UInt64, in input: any InputTable) throws -> ModelError {
    var text = "digest \(Mix.hexadecimal(digest))"
    var categories = CategoryCodes()
    try input.forEachBatch(selection) { batch in
      let rows = try InputRows(batch, arguments, &categories)
      if let row = rows.digests.firstIndex(of: digest) { text = rows.keyText(row, arguments.key) }
    }
    return .repeatedKey(text)
  }
}

extension ModelError {
  /// - Parameter key: in words.
  static func repeatedKey(_ key: String) -> ModelError {
    ModelError(
      "two rows have the key \(key)", argument: "key", code: "swift-model-data",
      help: ["name all the columns that make a row unique"])
  }

  static func nullKey(_ column: String, _ key: String) -> ModelError {
    ModelError(
      "the key column `\(column)` is null in the row with \(key)", argument: "key",
      code: "swift-model-data")
  }

  static func infinite(_ column: String, _ key: String) -> ModelError {
    ModelError(
      "`\(column)` is infinite in the row with \(key)", argument: "features",
      code: "swift-model-data",
      help: ["make it null in the input's SQL: missing values are welcome"])
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
