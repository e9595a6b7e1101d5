/// k-means: points parted into `k` groups about their means (Lloyd 1982), from several starts drawn by
/// k-means++ (Arthur, Vassilvitskii 2007), the best of them kept.
package struct KMeans: Hashable, Sendable {
  /// The group of each point; groups are numbered by size, the largest is 0.
  package let labels: [Int]
  /// The mean of each group.
  package let centers: [[Double]]
  /// Squared distances of the points from their centers.
  package let inertia: Double

  /// Same points in the same order and same seed, same result.
  ///
  /// Precondition: points of equal length, and at least `k` ≥ 1 of them.
  package init(_ points: [[Double]], k: Int, starts: Int = 20, seed: UInt64 = 0) {
    precondition(k >= 1 && points.count >= k, "a point for each group")
    var random = SeedSequence(state: seed &+ UInt64(k))
    var best: (labels: [Int], centers: [[Double]], inertia: Double)?
    for _ in 0..<max(1, starts) {
      let result = KMeans.descend(points, from: KMeans.start(points, k, &random))
      if result.inertia < (best?.inertia ?? .infinity) { best = result }
    }
    guard let best else { preconditionFailure("points without a finite distance") }
    let sizes = (0..<k).map { group in best.labels.count { $0 == group } }
    let order = (0..<k).sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    var places = [Int](repeating: 0, count: k)
    for (place, group) in order.enumerated() { places[group] = place }
    labels = best.labels.map { places[$0] }
    centers = order.map { best.centers[$0] }
    inertia = best.inertia
  }

  /// Each next center is a point, drawn in proportion to its squared distance from the nearest one.
  private static func start(
    _ points: [[Double]], _ k: Int, _ random: inout SeedSequence
  ) -> [[Double]] {
    var centers = [points[Int(random.unit() * Double(points.count))]]
    var nearest = points.map { squaredDistance($0, centers[0]) }
    while centers.count < k {
      var rest = random.unit() * nearest.reduce(0, +)
      var drawn = points.count - 1
      for (index, distance) in nearest.enumerated() {
        rest -= distance
        if rest < 0 {
          drawn = index
          break
        }
      }
      centers.append(points[drawn])
      for index in points.indices {
        nearest[index] = min(nearest[index], squaredDistance(points[index], points[drawn]))
      }
    }
    return centers
  }

  /// Moves centers to the means of their points until nothing changes.
  private static func descend(
    _ points: [[Double]], from start: [[Double]]
  ) -> (labels: [Int], centers: [[Double]], inertia: Double) {
    var centers = start
    var labels = [Int](repeating: -1, count: points.count)
    for _ in 0..<300 {
      let next = points.map { nearest($0, centers) }
      if next == labels { break }
      labels = next
      centers = means(points, labels, centers)
    }
    let inertia = zip(points, labels).reduce(0) { $0 + squaredDistance($1.0, centers[$1.1]) }
    return (labels, centers, inertia)
  }

  /// A group without points keeps its center.
  private static func means(
    _ points: [[Double]], _ labels: [Int], _ centers: [[Double]]
  ) -> [[Double]] {
    var sums = centers.map { [Double](repeating: 0, count: $0.count) }
    var counts = [Int](repeating: 0, count: centers.count)
    for (point, label) in zip(points, labels) {
      counts[label] += 1
      for index in point.indices { sums[label][index] += point[index] }
    }
    return centers.indices.map { group in
      counts[group] == 0 ? centers[group] : sums[group].map { $0 / Double(counts[group]) }
    }
  }

  private static func nearest(_ point: [Double], _ centers: [[Double]]) -> Int {
    var best = (distance: Double.infinity, group: 0)
    for (group, center) in centers.enumerated() {
      let distance = squaredDistance(point, center)
      if distance < best.distance { best = (distance, group) }
    }
    return best.group
  }

  package static func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices {
      let difference = a[index] - b[index]
      sum += difference * difference
    }
    return sum
  }
}

/// Steele, Lea, Flood 2014: numbers for the starts. Not for secrets.
private struct SeedSequence {
  var state: UInt64

  /// Uniform in `0..<1`.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
