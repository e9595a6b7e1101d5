/// Nelder and Mead's search for a minimum, without derivatives (1965; the usual coefficients).
enum SimplexSearch {
  /// - Parameters:
  ///   - start: where the search begins; `step` spans the first simplex from there.
  ///   - evaluations: after about this many calls of `cost` the best point so far is returned.
  static func minimum(
    from start: [Double], step: Double, evaluations: Int, _ cost: ([Double]) -> Double
  ) -> [Double] {
    var points = [start]
    for index in start.indices {
      var point = start
      point[index] += step
      points.append(point)
    }
    var corners = points.map { (point: $0, cost: cost($0)) }
    var calls = corners.count
    while calls < evaluations {
      corners.sort { $0.cost < $1.cost }
      let worst = corners[corners.count - 1]
      let center = mean(corners.dropLast().map(\.point))
      func trial(_ factor: Double) -> (point: [Double], cost: Double) {
        let point = zip(center, worst.point).map { $0 + factor * ($1 - $0) }
        calls += 1
        return (point, cost(point))
      }
      let reflected = trial(-1)
      if reflected.cost < corners[0].cost {
        let expanded = trial(-2)
        corners[corners.count - 1] = expanded.cost < reflected.cost ? expanded : reflected
      } else if reflected.cost < corners[corners.count - 2].cost {
        corners[corners.count - 1] = reflected
      } else {
        let contracted = trial(reflected.cost < worst.cost ? -0.5 : 0.5)
        if contracted.cost < min(reflected.cost, worst.cost) {
          corners[corners.count - 1] = contracted
        } else {
          let best = corners[0].point
          corners = corners.map { corner in
            let point = zip(best, corner.point).map { $0 + 0.5 * ($1 - $0) }
            return (point, cost(point))
          }
          calls += corners.count
        }
      }
    }
    return corners.min { $0.cost < $1.cost }?.point ?? start
  }

  private static func mean(_ points: [[Double]]) -> [Double] {
    points[0].indices.map { index in
      points.reduce(0) { $0 + $1[index] } / Double(points.count)
    }
  }
}
