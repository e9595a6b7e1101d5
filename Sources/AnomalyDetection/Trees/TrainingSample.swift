/// The rows that one tree is grown on: scaled values, column by column.
struct TrainingSample {
  let rowCount: Int
  /// Columns that the tree may split on.
  let features: [Int]
  /// Column `features[i]` is at `i * rowCount`; NaN is missing.
  private let values: [Float]

  init(rows: [Int], features: [Int], of columns: [[Double]], scales: [FeatureScale]) {
    rowCount = rows.count
    self.features = features
    var values: [Float] = []
    values.reserveCapacity(rows.count * features.count)
    for feature in features {
      let scale = scales[feature]
      let column = columns[feature]
      for row in rows { values.append(scale.apply(column[row])) }
    }
    self.values = values
  }

  /// The values of the `index`-th of `features`.
  func column(_ index: Int) -> ArraySlice<Float> {
    values[index * rowCount..<(index + 1) * rowCount]
  }

  /// Least and greatest value of the `index`-th feature among `rows`, and how many lack one.
  func bounds(_ index: Int, _ rows: ArraySlice<Int32>) -> Bounds {
    let start = index * rowCount
    var bounds = Bounds()
    for row in rows {
      let value = values[start + Int(row)]
      if value < bounds.least { bounds.least = value }
      if value > bounds.greatest { bounds.greatest = value }
      if value.isNaN { bounds.missing += 1 }
    }
    return bounds
  }

  subscript(index: Int, row: Int32) -> Float { values[index * rowCount + Int(row)] }

  struct Bounds {
    var least = Float.infinity
    var greatest = -Float.infinity
    var missing = 0

    /// Whether a split on the feature would part the rows: two values, or a value and a gap.
    var isSplittable: Bool { least < greatest || (least == greatest && missing > 0) }

    /// A threshold at which at least one value goes left and one right, if there are two.
    func threshold(_ unit: Double) -> Float {
      let drawn = Float(Double(least) + (Double(greatest) - Double(least)) * unit)
      return drawn < greatest ? max(drawn, least) : least
    }
  }
}
