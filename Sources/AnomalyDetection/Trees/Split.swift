/// A drawn split; features are counted within the training sample.
struct Split {
  enum Direction {
    case axis(Int)
    case oblique([IsolationTree.Term])
  }

  /// The side of rows that lack a value.
  enum MissingSide {
    case left, right
    /// The child with more rows; right if they are equal.
    case larger
  }

  let direction: Direction
  let threshold: Float
  let missing: MissingSide

  init(_ direction: Direction, _ threshold: Float, missing: MissingSide) {
    self.direction = direction
    self.threshold = threshold
    self.missing = missing
  }

  /// What is compared with the threshold.
  func position(_ value: (Int) -> Float) -> Float {
    switch direction {
    case .axis(let feature): value(feature)
    case .oblique(let terms):
      terms.reduce(0) { $0 + value(Int($1.feature)) * $1.weight }
    }
  }
}
