/// Order statistics without a full sort.
package enum Percentile {
  /// The `fraction` quantile with linear interpolation between neighbours: numpy's default method.
  ///
  /// Precondition: `values` is not empty and holds no NaN; `fraction` is in `0...1`.
  /// Complexity: O(n) on average.
  package static func linear(_ fraction: Double, of values: [Double]) -> Double {
    precondition(!values.isEmpty, "a quantile of no values")
    let position = fraction * Double(values.count - 1)
    let lower = min(Int(position), values.count - 1)
    let upper = min(lower + 1, values.count - 1)
    var rest = values
    let low = select(lower, in: &rest)
    let high = upper == lower ? low : rest[upper...].min() ?? low
    return interpolate(low, high, position - Double(lower))
  }

  /// numpy's `_lerp`: from the nearer end, so that it is exact at both.
  private static func interpolate(_ low: Double, _ high: Double, _ t: Double) -> Double {
    let difference = high - low
    return t >= 0.5 ? high - difference * (1 - t) : low + difference * t
  }

  /// The value that a sort would put at `rank`; what is left of it is not greater, right not less.
  static func select(_ rank: Int, in values: inout [Double]) -> Double {
    var low = 0
    var high = values.count - 1
    while low < high {
      let pivot = medianOfThree(values[low], values[(low + high) / 2], values[high])
      var left = low
      var right = high
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        guard left <= right else { break }
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        break
      }
    }
    return values[rank]
  }

  private static func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
