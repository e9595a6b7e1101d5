import Warehouse

/// Moments and edges of numbers as they come, by Welford's updates (Knuth, TAOCP 2, 4.2.2, eq. 15–16).
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
    if keepsAll {
      values.append(number)
      return
    }
    count += 1
    let distance = number - mean
    mean += distance / Double(count)
    squares += distance * (number - mean)
    sum += number
    if number < least { least = number }
    if number > greatest { greatest = number }
  }

  func value(of aggregate: NativeAggregate) -> SQLValue {
    if aggregate == .median { return median }
    guard count > 0 else { return .null }
    return switch aggregate {
    case .minimum: number(least)
    case .maximum: number(greatest)
    case .sum: areWhole ? .integer(wholeSum) : .double(sum)
    case .mean: .double(sum / Double(count))
    case .deviation: count > 1 ? .double((squares / Double(count - 1)).squareRoot()) : .null
    case .median: .null
    }
  }

  private func number(_ value: Double) -> SQLValue {
    areWhole ? Int64(exactly: value).map { .integer($0) } ?? .double(value) : .double(value)
  }

  /// Interpolated between the two middle values.
  private var median: SQLValue {
    guard !values.isEmpty else { return .null }
    var values = values
    let above = values.count / 2
    let high = values.partialSort(to: above)
    if values.count % 2 == 1 { return .double(high) }
    let low = values[..<above].max() ?? high
    return .double(low + (high - low) * 0.5)
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
