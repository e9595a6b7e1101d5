/// Sums of squares and products of a weighted regression, and its ridge solution.
struct NormalEquations {
  private let size: Int
  /// Lower triangle, row by row, `size` apart.
  private var squares: [Double]
  private var products: [Double]

  init(size: Int) {
    self.size = size
    squares = [Double](repeating: 0, count: size * size)
    products = [Double](repeating: 0, count: size)
  }

  mutating func add(_ x: [Double], _ y: Double) {
    squares.withUnsafeMutableBufferPointer { squares in
      x.withUnsafeBufferPointer { x in
        for row in 0..<size where x[row] != 0 {
          let value = x[row]
          for column in 0...row { squares[row * size + column] += value * x[column] }
          products[row] += value * y
        }
      }
    }
  }

  /// The coefficients for a penalty on each squared coefficient; Cholesky's decomposition.
  ///
  /// Precondition: `penalty` > 0, so that there is exactly one solution.
  func solved(penalty: Double) -> [Double] {
    var lower = squares
    for row in 0..<size { lower[row * size + row] += penalty }
    for row in 0..<size {
      for column in 0...row {
        var sum = lower[row * size + column]
        for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
        lower[row * size + column] =
          row == column
          ? max(sum, penalty * 1e-12).squareRoot() : sum / lower[column * size + column]
      }
    }
    var solution = products
    for row in 0..<size {
      for k in 0..<row { solution[row] -= lower[row * size + k] * solution[k] }
      solution[row] /= lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<max(row + 1, size) { solution[row] -= lower[k * size + row] * solution[k] }
      solution[row] /= lower[row * size + row]
    }
    return solution
  }
}
