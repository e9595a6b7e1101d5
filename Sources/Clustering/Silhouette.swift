/// How well points lie in their groups, −1 to 1 (Rousseeuw 1987).
package enum Silhouette {
  /// (b − a) / max(a, b) for each point: `a` is the mean distance to its own group's other points, `b`
  /// that to the nearest other group's; 0 in a group of one.
  ///
  /// Complexity: O(n²).
  package static func values(_ points: [[Double]], _ labels: [Int]) -> [Double] {
    let groups = (labels.max() ?? -1) + 1
    let sizes = (0..<groups).map { group in labels.count { $0 == group } }
    return points.indices.map { index in
      var sums = [Double](repeating: 0, count: groups)
      for other in points.indices {
        sums[labels[other]] += KMeans.squaredDistance(points[index], points[other]).squareRoot()
      }
      let own = labels[index]
      guard sizes[own] > 1 else { return 0 }
      let a = sums[own] / Double(sizes[own] - 1)
      let b = (0..<groups).filter { $0 != own && sizes[$0] > 0 }
        .map { sums[$0] / Double(sizes[$0]) }.min()
      guard let b, max(a, b) > 0 else { return 0 }
      return (b - a) / max(a, b)
    }
  }

  package static func mean(_ points: [[Double]], _ labels: [Int]) -> Double {
    let values = values(points, labels)
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
