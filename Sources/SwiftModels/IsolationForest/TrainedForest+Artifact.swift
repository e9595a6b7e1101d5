internal import AnomalyDetection
internal import Diagnostics
internal import PlainData

extension TrainedForest {
  /// The form of the content written here.
  static let format = "isolation_forest/1"

  /// - Parameter codeHash: of the code that trained it.
  func artifact(_ arguments: IsolationForestArguments, codeHash: String) -> ModelArtifact {
    let content: PlainMap = [
      "format": .string(TrainedForest.format), "version": .string(version),
      "data_hash": .string(dataHash), "code_hash": .string(codeHash),
      "trained_at_us": .int(Int(trainedAt)), "parameters": .string(arguments.canonicalText),
      "rows": .int(rows),
      "estimators": .int(forest.parameters.estimators),
      "categories": .map(
        PlainMap(
          categories.shares.sorted { $0.key < $1.key }.map { feature, shares in
            (feature, .map(PlainMap(shares.sorted { $0.key < $1.key }.map { ($0, .double($1)) })))
          })),
      "forest": forest.archive.plain,
    ]
    return ModelArtifact(
      format: TrainedForest.format, version: version, dataHash: dataHash, trainedAt: trainedAt,
      content: JSON.text(.map(content)))
  }

  /// The forest of an artifact; nil when it was written in another form or grown by other parameters.
  ///
  /// With `warm_start` it may have fewer trees than are wanted. Throws: when it cannot be read.
  init?(_ artifact: ModelArtifact, for arguments: IsolationForestArguments) throws {
    guard artifact.format == TrainedForest.format else { return nil }
    let content = try TrainedForest.content(of: artifact)
    var parameters = arguments.parameters
    let estimators = content["estimators"]?.int ?? 0
    if arguments.warmStart, estimators <= parameters.estimators {
      parameters.estimators = estimators
    }
    guard content["parameters"]?.string == arguments.with(estimators: estimators).canonicalText,
      estimators == parameters.estimators
    else { return nil }
    guard let archive = content["forest"].flatMap(ForestArchive.init),
      let rows = content["rows"]?.int
    else { throw ModelError.unreadable(artifact, "its parts are not there") }
    let forest: IsolationForest
    do {
      forest = try IsolationForest(archive, parameters: parameters)
    } catch {
      throw ModelError.unreadable(artifact, "\(error)")
    }
    self.init(
      forest: forest, version: artifact.version, dataHash: artifact.dataHash, rows: rows,
      trainedAt: artifact.trainedAt, categories: CategoryShares(content["categories"]))
  }

  private static func content(of artifact: ModelArtifact) throws -> PlainValue {
    let file = SourceFile(path: "the kept model \(artifact.version)", text: artifact.content)
    do {
      return try JSON.read(file)
    } catch {
      throw ModelError.unreadable(artifact, error.message)
    }
  }
}

extension ModelError {
  fileprivate static func unreadable(_ artifact: ModelArtifact, _ reason: String) -> ModelError {
    ModelError(
      "the kept model \(artifact.version) cannot be read: \(reason)", argument: "retrain",
      help: ["--full-refresh trains a new one"])
  }
}

extension CategoryShares {
  fileprivate init(_ plain: PlainValue?) {
    for member in plain?.map ?? [:] {
      shares[member.key] = Dictionary(
        (member.value.map ?? [:]).map { ($0.key, $0.value.double ?? 0) },
        uniquingKeysWith: { first, _ in first })
    }
  }
}
