internal import AnomalyDetection

extension IsolationForestRun {
  /// What the first pass over the input leaves behind.
  struct Reading {
    var pool: TrainingPool
    private(set) var rows = 0
    private(set) var repeatedKeys = RepeatedKeys()
    /// All rows, as long as they fit.
    private(set) var kept: [InputRows]? = []
    private var keptValues = 0
    /// Does not depend on the order of the rows.
    private var dataDigest: UInt64 = 0

    init(_ arguments: IsolationForestArguments, poolCapacity: Int) {
      let weights = arguments.sampleWeight == nil ? 0 : 1
      pool = TrainingPool(
        capacity: poolCapacity, columns: arguments.features.count + weights)
    }

    mutating func add(_ batch: InputRows) {
      rows += batch.count
      repeatedKeys.add(batch.digests)
      pool.add(batch.digests, batch.values)
      for row in 0..<batch.count {
        dataDigest &+= Mix.finish(
          batch.values.reduce(batch.digests[row]) { Mix.add($1[row].canonicalBits, to: $0) })
      }
      // Keys are taken for four numbers' worth each: texts of some twenty bytes.
      keptValues += batch.count * (batch.values.count + 4 * batch.key.count)
      if keptValues * 8 <= IsolationForestRun.memoryLimit {
        kept?.append(batch)
      } else {
        kept = nil
      }
    }

    /// Of all rows, in any order.
    var dataHash: String { Mix.hexadecimal(Mix.finish(dataDigest &+ UInt64(rows))) }

    /// Names the model by its parameters and its training data: `if1-0123456789abcdef`.
    func version(_ arguments: IsolationForestArguments) -> String {
      var digest = Mix.add(dataDigest, to: Mix.start)
      digest = Mix.add(UInt64(rows), to: digest)
      digest = Mix.add(Array(arguments.canonicalText.utf8), to: digest)
      return "if1-" + Mix.hexadecimal(Mix.finish(digest))
    }
  }
}

extension Double {
  /// One pattern for all NaN, one for both zeros.
  fileprivate var canonicalBits: UInt64 {
    if isNaN { return Double.nan.bitPattern }
    return self == 0 ? 0 : bitPattern
  }
}

extension IsolationForestArguments {
  /// The parameters that shape the model; two spellings of the same give the same text.
  fileprivate var canonicalText: String {
    let p = parameters
    return [
      "features=\(features)", "weight=\(sampleWeight ?? "")", "estimators=\(p.estimators)",
      "samples=\(p.maxSamples)", "contamination=\(p.contamination)",
      "columns=\(p.maxFeatures)", "bootstrap=\(p.bootstrap)", "seed=\(p.randomState)",
      "extension=\(p.extensionLevel)",
    ].joined(separator: ";")
  }
}
