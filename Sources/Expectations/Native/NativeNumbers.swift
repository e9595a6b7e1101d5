import Warehouse

/// Moments, edges and, where they are asked for, percentiles of numbers as they come, by Welford's updates (Knuth, TAOCP 2, 4.2.2, eq. 15–16).
struct NativeNumbers {
  private let keepsAll: Bool
  private var values: [Double] = []
  private var count = 0
  private var mean = 0.0
  private var squares = 0.0
  private var sum = 0.0
  private var wholeSum: Int64 = 0
  private var areWhole = true
  private var least = Double.infinity
  private var greatest = -Double.infinity

  /// - Parameter keepsAll: whether percentiles are asked for, eight bytes a number.
  init(keepsAll: Bool) { self.keepsAll = keepsAll }

  /// Throws: `NativePass.NotUnderstood` for whole numbers beyond what doubles or sums hold.
  mutating func take(_ vector: ColumnVector) throws {
    switch vector.storage {
    case .doubles(let numbers):
      if numbers.isEmpty == false { areWhole = false }
      take(numbers, vector.validity)
    case .integers(let numbers):
      for number in numbers {
        let (next, overflows) = wholeSum.addingReportingOverflow(number)
        // Doubles hold every whole number up to 2⁵³.
        guard !overflows, number.magnitude <= 1 << 53 else { throw NativePass.NotUnderstood() }
        wholeSum = next
      }
      take(numbers.map(Double.init), vector.validity)
    default: break
    }
  }

  private mutating func take(_ numbers: [Double], _ validity: [Bool]?) {
    guard let validity else {
      for number in numbers { add(number) }
      return
    }
    for (number, isValid) in zip(numbers, validity) where isValid { add(number) }
  }

  @inline(__always) private mutating func add(_ number: Double) {
    if keepsAll { values.append(number) }
    count += 1
    let distance = number - mean
    mean += distance / Double(count)
    squares += distance * (number - mean)
    sum += number
    if number < least { least = number }
    if number > greatest { greatest = number }
  }

  func value(of aggregate: NativeAggregate) -> SQLValue {
    guard count > 0 else { return .null }
    return switch aggregate {
    case .minimum: number(least)
    case .maximum: number(greatest)
    case .sum: areWhole ? .integer(wholeSum) : .double(sum)
    case .mean: .double(sum / Double(count))
    case .deviation: count > 1 ? .double((squares / Double(count - 1)).squareRoot()) : .null
    }
  }

  private func number(_ value: Double) -> SQLValue {
    areWhole ? Int64(exactly: value).map { .integer($0) } ?? .double(value) : .double(value)
  }

  /// Puts the numbers into another order.
  mutating func values(of percentiles: [Percentile]) -> [SQLValue] {
    guard !values.isEmpty else { return percentiles.map { _ in .null } }
    let isSorted = percentiles.count > Self.selections
    if isSorted { values.sort() }
    return percentiles.map { percentile in
      percentile.isContinuous
        ? .double(values.interpolated(at: percentile.fraction, isSorted: isSorted))
        : number(values.least(reaching: percentile.databaseFraction, isSorted: isSorted))
    }
  }

  /// More of them are slower than sorting.
  private static let selections = 3
}

extension [Double] {
  /// Between the neighbours of the place `fraction` × (count − 1).
  fileprivate mutating func interpolated(at fraction: Double, isSorted: Bool) -> Double {
    let position = fraction * Double(count - 1)
    let place = Int(position)
    let low = isSorted ? self[place] : partialSort(to: place)
    guard position > Double(place) else { return low }
    let high = isSorted ? self[place + 1] : self[(place + 1)...].min() ?? low
    return low + (high - low) * (position - Double(place))
  }

  /// The value of rank ⌈`fraction` × count⌉, at least 1.
  fileprivate mutating func least(reaching fraction: Double, isSorted: Bool) -> Double {
    let rank = Swift.max(1, Int((fraction * Double(count)).rounded(.up)))
    return isSorted ? self[rank - 1] : partialSort(to: rank - 1)
  }
}

extension [Double] {
  /// Puts the value of rank `place` (from 0) there, smaller ones before it and greater ones behind it:
  /// Hoare's quickselect with the median of three as pivot.
  fileprivate mutating func partialSort(to place: Int) -> Double {
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = low + (high - low) / 2
      let pivot = Swift.max(
        Swift.min(self[low], self[middle]),
        Swift.min(Swift.max(self[low], self[middle]), self[high]))
      var (i, j) = (low, high)
      while i <= j {
        while self[i] < pivot { i += 1 }
        while self[j] > pivot { j -= 1 }
        if i <= j {
          swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if place <= j { high = j } else if place >= i { low = i } else { break }
    }
    return self[place]
  }
}
