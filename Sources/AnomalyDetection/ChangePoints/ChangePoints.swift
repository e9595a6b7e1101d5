/// Where the mean of a series changes: the exact optimum of squared errors plus a penalty for each
/// change, by PELT (Killick, Fearnhead, Eckley 2012).
package enum ChangePoints {
  /// The first index of each segment but the first, ascending.
  ///
  /// - Parameters:
  ///   - values: finite numbers, in the order of time.
  ///   - penalty: what a change must save in squared errors; above 0.
  ///   - leastLength: values that each segment has at least; at least 1.
  /// Complexity: O(n) when changes are many, O(n²) at worst.
  package static func find(in values: [Double], penalty: Double, leastLength: Int = 2) -> [Int] {
    precondition(leastLength >= 1 && penalty > 0, "a penalty, and a length")
    let sums = PrefixSums(values)
    let n = values.count
    guard n >= 2 * leastLength else { return [] }
    var costs = [Double](repeating: .infinity, count: n + 1)
    var previous = [Int](repeating: 0, count: n + 1)
    costs[0] = -penalty
    var candidates = [Candidate(start: 0)]
    for end in leastLength...n {
      for candidate in candidates where end - candidate.start >= leastLength {
        let cost = costs[candidate.start] + sums.cost(candidate.start..<end) + penalty
        if cost < costs[end] { (costs[end], previous[end]) = (cost, candidate.start) }
      }
      // A start that is worse than one at `end` stays worse, but that one can end segments only
      // `leastLength` values later.
      for index in candidates.indices where end - candidates[index].start >= leastLength {
        let start = candidates[index].start
        if candidates[index].lastEnd == nil, costs[start] + sums.cost(start..<end) > costs[end] {
          candidates[index].lastEnd = end + leastLength - 1
        }
      }
      candidates.removeAll { $0.lastEnd.map { $0 <= end } ?? false }
      let next = end - leastLength + 1
      if next >= leastLength { candidates.append(Candidate(start: next)) }
    }
    var changes: [Int] = []
    var end = n
    while previous[end] > 0 {
      end = previous[end]
      changes.append(end)
    }
    return changes.reversed()
  }

  /// The usual penalty: twice the variance of the noise × ln n for each new segment's mean and place;
  /// the noise is told from the differences of neighbours, which a change of the mean hardly touches.
  ///
  /// Nil for fewer than three values, and for a series without noise.
  package static func penalty(for values: [Double], factor: Double = 3) -> Double? {
    let differences = zip(values.dropFirst(), values).map { abs($0 - $1) }
    guard differences.count >= 2 else { return nil }
    let sigma = 1.4826 * Percentile.linear(0.5, of: differences) / 2.0.squareRoot()
    guard sigma > 0 else { return nil }
    return factor * sigma * sigma * StableMath.log(Double(values.count))
  }
}

/// Where the last segment may begin.
private struct Candidate {
  let start: Int
  /// The last end for which it is worth a look; nil as long as it may still win.
  var lastEnd: Int?
}

/// Sums of values and of their squares up to each index, about the first value, so that squares of
/// large numbers lose nothing.
private struct PrefixSums {
  private var sums: [Double] = [0]
  private var squares: [Double] = [0]

  init(_ values: [Double]) {
    let origin = values.first ?? 0
    for value in values {
      let shifted = value - origin
      sums.append(sums[sums.count - 1] + shifted)
      squares.append(squares[squares.count - 1] + shifted * shifted)
    }
  }

  /// Squared distances from the range's own mean.
  func cost(_ range: Range<Int>) -> Double {
    let sum = sums[range.upperBound] - sums[range.lowerBound]
    let square = squares[range.upperBound] - squares[range.lowerBound]
    return square - sum * sum / Double(range.count)
  }
}
