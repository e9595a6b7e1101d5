internal import AnomalyDetection
internal import Warehouse

extension IsolationForestRun {
  /// What the first pass over the input leaves behind.
  struct Reading {
    var pool: TrainingPool
    private(set) var rows = 0
    private(set) var repeatedKeys = RepeatedKeys()
    private var codes = CategoryCodes()
    private let arguments: IsolationForestArguments
    /// All rows, as long as they fit.
    private var kept: [InputRows]? = []
    private var keptValues = 0
    /// Does not depend on the order of the rows.
    private var dataDigest: UInt64 = 0

    /// - Parameter holdsRows: whether the rows are wanted again, if they fit.
    init(_ arguments: IsolationForestArguments, poolCapacity: Int, holdsRows: Bool) {
      if !holdsRows { kept = nil }
      self.arguments = arguments
      let weights = arguments.sampleWeight == nil ? 0 : 1
      pool = TrainingPool(
        capacity: poolCapacity, columns: arguments.features.count + weights)
    }

    mutating func add(_ columns: ColumnBatch) throws {
      let batch = try InputRows(columns, arguments, &codes)
      rows += batch.count
      repeatedKeys.add(batch.digests)
      pool.add(batch.digests, batch.values)
      for row in 0..<batch.count {
        dataDigest &+= Mix.finish(
          batch.values.indices.reduce(batch.digests[row]) { digest, column in
            Mix.add(bits(of: batch.values[column][row], column), to: digest)
          })
      }
      // Keys are taken for four numbers' worth each: texts of some twenty bytes.
      keptValues += batch.count * (batch.values.count + 4 * batch.key.count)
      if keptValues * 8 <= IsolationForestRun.memoryLimit {
        kept?.append(batch)
      } else {
        kept = nil
      }
    }

    /// The pool's features as numbers, and its weights.
    mutating func trainingColumns() -> (
      features: [[Double]], weights: [Double]?, categories: CategoryShares
    ) {
      pool.prune()
      let names = arguments.features
      let shares = codes.shares(
        in: arguments.categorical.compactMap { name in
          names.firstIndex(of: name).map { (name, pool.columns[$0]) }
        })
      let features = names.enumerated().map { index, name in
        arguments.categorical.contains(name)
          ? codes.numbers(for: pool.columns[index], feature: name, in: shares)
          : pool.columns[index]
      }
      return (features, arguments.sampleWeight == nil ? nil : pool.columns[names.count], shares)
    }

    /// All rows as numbers, if they were held.
    func rows(with shares: CategoryShares) -> [InputRows]? {
      guard !arguments.categorical.isEmpty else { return kept }
      return kept?.map { $0.withShares(shares, of: codes, arguments) }
    }

    /// What a value adds to the digest of the data: for a category its text, whatever its code.
    private func bits(of value: Double, _ column: Int) -> UInt64 {
      guard column < arguments.features.count,
        arguments.categorical.contains(arguments.features[column])
      else { return value.canonicalBits }
      return codes.digest(of: value, feature: arguments.features[column])
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
