/// A block of rows: scaled values, column by column; memory of one thread, used again and again.
struct RowBlock: ~Copyable {
  /// Rows of a block; columns are this far apart.
  static let capacity = 2048

  /// `features` × `capacity`; beyond `rowCount` whatever was there before.
  let values: UnsafeMutablePointer<Float>
  /// One sum for each row.
  let sums: UnsafeMutablePointer<Double>
  private let features: Int
  private(set) var rowCount = 0
  /// Whether the block has a value that is missing or infinite.
  private(set) var hasOddValues = false

  init(features: Int) {
    self.features = features
    values = .allocate(capacity: features * RowBlock.capacity)
    values.initialize(repeating: 0, count: features * RowBlock.capacity)
    sums = .allocate(capacity: RowBlock.capacity)
    sums.initialize(repeating: 0, count: RowBlock.capacity)
  }

  deinit {
    values.deallocate()
    sums.deallocate()
  }

  /// Takes `rows` of `columns`, at most `capacity`, and sets the sums to zero.
  mutating func load(_ rows: Range<Int>, of columns: [[Double]], _ scales: [FeatureScale]) {
    rowCount = rows.count
    hasOddValues = false
    for feature in 0..<features {
      let scale = scales[feature]
      let target = values + feature * RowBlock.capacity
      columns[feature].withUnsafeBufferPointer { column in
        let source = UnsafeBufferPointer(rebasing: column[rows])
        guard !scale.apply(source, to: target) else { return }
        for index in source.indices {
          let value = source[index]
          if !value.isFinite { hasOddValues = true }
          target[index] = scale.apply(value)
        }
      }
    }
    sums.update(repeating: 0, count: RowBlock.capacity)
  }

  func value(_ row: Int, _ feature: Int) -> Float { values[feature * RowBlock.capacity + row] }

  func hasMissing(_ row: Int) -> Bool {
    (0..<features).contains { value(row, $0).isNaN }
  }
}
