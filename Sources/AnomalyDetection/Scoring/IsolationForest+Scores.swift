internal import Parallelism

extension IsolationForest {
  /// The opposite of the paper's anomaly score, for each row: −1 (abnormal) to 0.
  ///
  /// Ordinary rows are around −0.45. Throws: when the columns do not fit or a value is infinite.
  package func scoreSamples(
    _ columns: [[Double]], threads: Int = 1
  ) throws(ForestError) -> [Double] {
    guard columns.count == featureCount else {
      throw .wrongColumnCount(columns.count, expected: featureCount)
    }
    try IsolationForest.checkLengths(of: columns)
    let rows = columns[0].count
    let blocks = (rows + RowBlock.capacity - 1) / RowBlock.capacity
    // Blocks are shared out in runs, so that a thread sets up its memory seldom.
    let run = max(1, min(32, blocks / max(1, threads * 16)))
    let scores = [Double](unsafeUninitializedCapacity: rows) { buffer, initialized in
      // Each run is written once, by one thread, and read when all threads are done.
      nonisolated(unsafe) let scores = buffer
      ParallelLoop.run(count: (blocks + run - 1) / run, threads: threads) { index in
        let start = index * run * RowBlock.capacity
        score(start..<min(start + run * RowBlock.capacity, rows), of: columns, into: scores)
      }
      initialized = rows
    }
    // Infinity anywhere makes its row's score NaN; looked for only then.
    if scores.contains(where: \.isNaN) { _ = try IsolationForest.rowCount(of: columns) }
    return scores
  }

  /// Scores minus the offset: below zero is an anomaly.
  package func decisionFunction(
    _ columns: [[Double]], threads: Int = 1
  ) throws(ForestError) -> [Double] {
    try scoreSamples(columns, threads: threads).map { $0 - offset }
  }

  /// Which rows are anomalies: those that scikit-learn's `predict` calls −1.
  package func outliers(
    in columns: [[Double]], threads: Int = 1
  ) throws(ForestError) -> [Bool] {
    try decisionFunction(columns, threads: threads).map { $0 < 0 }
  }

  private func score(
    _ rows: Range<Int>, of columns: [[Double]], into scores: UnsafeMutableBufferPointer<Double>
  ) {
    var block = RowBlock(features: featureCount)
    let scratch = ScoringScratch(self)
    let unit = pathLengthUnit
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: RowBlock.capacity) {
      let rows = start..<min(start + RowBlock.capacity, rows.upperBound)
      block.load(rows, of: columns, scales)
      sumPathLengths(&block, scratch)
      for index in 0..<block.rowCount {
        let isInfinite =
          block.hasOddValues && columns.contains { $0[start + index].isInfinite }
        scores.initializeElement(
          at: start + index, to: isInfinite ? .nan : score(pathLength: block.sums[index], unit))
      }
    }
  }

  private func sumPathLengths(
    _ block: inout RowBlock, _ scratch: borrowing ScoringScratch
  ) {
    switch compiled {
    case .masks(let masks): masks.addPathLengths(block.values, to: block.sums, scratch.masks)
    case .heaps(let heaps): heaps.addPathLengths(block.values, to: block.sums, scratch.heaps)
    case nil:
      for row in 0..<block.rowCount { block.sums[row] = walkedPathLength(row, of: block) }
      return
    }
    guard block.hasOddValues else { return }
    for row in 0..<block.rowCount where block.hasMissing(row) {
      block.sums[row] = walkedPathLength(row, of: block)
    }
  }

  /// The sum over all trees, node by node: for missing values, oblique splits and deep trees.
  private func walkedPathLength(_ row: Int, of block: borrowing RowBlock) -> Double {
    var sum = 0.0
    let values = block.values + row
    for tree in trees { sum += tree.pathLength { values[$0 * RowBlock.capacity] } }
    return sum
  }

  /// What the sum of a row's path lengths is measured in: c(n) of all the trees.
  var pathLengthUnit: Double { Double(trees.count) * PathLength.average(sampleSize) }

  /// −2^(−E(h) / c(n)), Liu, Ting, Zhou 2008, eq. 2.
  func score(pathLength sum: Double) -> Double { score(pathLength: sum, pathLengthUnit) }

  @inline(__always)
  private func score(pathLength sum: Double, _ denominator: Double) -> Double {
    // A single training row: both are 0, and scikit-learn takes 1.
    let ratio = denominator == 0 ? 1 : sum / denominator
    // Rows that are all alike have exactly 1 but for the rounding of the sum; without this they
    // would fall on either side of the line at random.
    return -StableMath.exp2(-(abs(ratio - 1) < 1e-12 ? 1 : ratio))
  }
}

/// Memory that one thread needs beside its block.
private struct ScoringScratch: ~Copyable {
  let masks: MaskedForest.Scratch
  let heaps = HeapForest.Scratch()

  init(_ forest: IsolationForest) {
    masks = MaskedForest.Scratch(features: forest.featureCount)
  }
}
