/// Which rows and columns a tree is grown on.
enum Sampling {
  /// `count` different numbers below `total`, in no particular order.
  ///
  /// Precondition: `count` ≤ `total`. Complexity: O(`count`) when few are drawn, else O(`total`).
  static func withoutReplacement(
    _ count: Int, of total: Int, _ random: inout RandomStream
  ) -> [Int] {
    if count == total { return Array(0..<total) }
    return count < total / 8
      ? floyd(count, of: total, &random) : shuffled(count, of: total, &random)
  }

  /// The different ones of `count` numbers drawn below `total` with replacement, ascending.
  static func withReplacement(
    _ count: Int, of total: Int, _ random: inout RandomStream
  ) -> [Int] {
    distinct((0..<count).map { _ in random.below(total) })
  }

  /// As `withoutReplacement`, each draw in proportion to the weights of what is left.
  ///
  /// Efraimidis, Spirakis 2006: the least of −ln(u)/w.
  static func weighted(
    _ count: Int, by weights: [Double], _ random: inout RandomStream
  ) -> [Int] {
    var keys: [(key: Double, row: Int)] = []
    for (row, weight) in weights.enumerated() where weight > 0 {
      keys.append((-StableMath.log(1 - random.unit()) / weight, row))
    }
    keys.sort { $0 < $1 }
    return keys.prefix(count).map(\.row)
  }

  /// As `withReplacement`, each draw in proportion to the weights.
  static func weightedWithReplacement(
    _ count: Int, by weights: [Double], _ random: inout RandomStream
  ) -> [Int] {
    var total = 0.0
    let ends = weights.map { weight in
      total += weight
      return total
    }
    return distinct(
      (0..<count).map { _ in
        let drawn = random.unit() * total
        // The last row with a weight stands in for rounding at the end.
        return ends.firstIndex(above: drawn) ?? weights.lastIndex { $0 > 0 } ?? 0
      })
  }

  private static func floyd(
    _ count: Int, of total: Int, _ random: inout RandomStream
  ) -> [Int] {
    var seen = SeenNumbers(count)
    var drawn: [Int] = []
    drawn.reserveCapacity(count)
    for last in total - count..<total {
      let candidate = random.below(last + 1)
      // What is drawn later is greater than all that was drawn before.
      let row = seen.insert(candidate) ? candidate : last
      if row == last { _ = seen.insert(row) }
      drawn.append(row)
    }
    return drawn
  }

  private static func shuffled(
    _ count: Int, of total: Int, _ random: inout RandomStream
  ) -> [Int] {
    var rows = Array(0..<total)
    for index in 0..<count { rows.swapAt(index, index + random.below(total - index)) }
    return Array(rows[..<count])
  }

  /// A row drawn twice counts once, as in scikit-learn: its node counts are of different rows.
  private static func distinct(_ rows: [Int]) -> [Int] { Set(rows).sorted() }
}

/// A set of numbers from 0 on that are as good as random, so that they need no hashing.
private struct SeenNumbers {
  private var slots: [Int]

  /// - Parameter count: how many there will be, at most.
  init(_ count: Int) {
    var size = 16
    while size < 4 * count { size *= 2 }
    slots = [Int](repeating: -1, count: size)
  }

  /// Whether the number is new.
  mutating func insert(_ number: Int) -> Bool {
    var slot = number & (slots.count - 1)
    while slots[slot] >= 0 {
      if slots[slot] == number { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = number
    return true
  }
}

extension [Double] {
  /// The first of ascending values that is greater than `bound`.
  fileprivate func firstIndex(above bound: Double) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > bound { high = middle } else { low = middle + 1 }
    }
    return low < count ? low : nil
  }
}
