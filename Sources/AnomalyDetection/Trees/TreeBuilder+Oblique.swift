extension TreeBuilder {
  /// A hyperplane through a random point of the rows' box, its normal drawn over
  /// `extensionLevel + 1` of the columns that vary (Hariri, Kind, Brunner 2019).
  ///
  /// Nil when none of a few draws parts the rows; the caller then splits along an axis.
  mutating func obliqueSplit(_ rows: Range<Int>) -> Split? {
    var varying = sample.features.indices
      .map { (feature: $0, bounds: sample.bounds($0, order[rows])) }
      .filter { $0.bounds.least < $0.bounds.greatest }
    guard varying.count > 1 else { return nil }
    for _ in 0..<8 {
      let count = min(extensionLevel + 1, varying.count)
      for index in 0..<count {
        varying.swapAt(index, index + random.below(varying.count - index))
      }
      let split = hyperplane(Array(varying[..<count]), of: rows.count)
      let left = order[rows].count { goesLeft($0, split) }
      if left > 0, left < rows.count { return split }
    }
    return nil
  }

  private mutating func hyperplane(
    _ columns: [(feature: Int, bounds: TrainingSample.Bounds)], of count: Int
  ) -> Split {
    var terms: [IsolationTree.Term] = []
    var threshold: Float = 0
    for column in columns {
      let weight = Float(random.normal())
      threshold += column.bounds.threshold(random.unit()) * weight
      terms.append(.init(feature: Int32(column.feature), weight: weight))
    }
    return Split(
      .oblique(terms), threshold, missing: missingSide(columns.map(\.bounds), of: count))
  }
}
