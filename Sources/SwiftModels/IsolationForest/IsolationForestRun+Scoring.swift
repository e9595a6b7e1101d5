internal import AnomalyDetection
internal import Warehouse

extension IsolationForestRun {
  /// Turns rows of the input into rows of the result.
  struct Scoring {
    struct Totals {
      var rows = 0
      var anomalies = 0
      /// Of the anomaly scores.
      var sum = 0.0
    }

    private let forest: IsolationForest
    private let arguments: IsolationForestArguments
    private let version: String
    private let threads: Int
    private(set) var totals = Totals()

    init(_ trained: TrainedForest, _ arguments: IsolationForestArguments, threads: Int) {
      forest = trained.forest
      self.arguments = arguments
      version = trained.version
      self.threads = threads
    }

    mutating func batch(_ rows: InputRows) throws -> ColumnBatch {
      let features = Array(rows.values[..<arguments.features.count])
      do {
        let scores = try forest.scoreSamples(features, threads: threads)
        count(scores)
        var columns = rows.key
        columns.append(ColumnVector(.doubles(scores.map { -$0 })))
        columns.append(ColumnVector(.booleans(scores.map { $0 - forest.offset < 0 })))
        columns.append(ColumnVector(.texts(TextVector(scores.map { _ in version }))))
        if arguments.explain { columns.append(try topFeatures(features)) }
        return ColumnBatch(names: names, columns: columns, rowCount: rows.count)
      } catch let error as ForestError {
        throw ModelError(error)
      }
    }

    private var names: [String] {
      arguments.key + ["anomaly_score", "is_anomaly", "model_version"]
        + (arguments.explain ? ["top_feature"] : [])
    }

    private mutating func count(_ scores: [Double]) {
      totals.rows += scores.count
      for score in scores {
        totals.sum -= score
        if score - forest.offset < 0 { totals.anomalies += 1 }
      }
    }

    /// The feature that made each row most abnormal; null where none did.
    private func topFeatures(_ features: [[Double]]) throws -> ColumnVector {
      let contributions = try forest.contributions(features)
      var texts = TextVector()
      var validity: [Bool] = []
      for row in contributions[0].indices {
        let top = contributions.indices.max { contributions[$0][row] < contributions[$1][row] }
        let isAbnormal = top.map { contributions[$0][row] > 0 } ?? false
        validity.append(isAbnormal)
        texts.append((isAbnormal ? top.map { arguments.features[$0] } ?? "" : "").utf8)
      }
      return ColumnVector(.texts(texts), validity: validity)
    }
  }
}
