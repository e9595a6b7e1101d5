import Warehouse

/// How an aggregate of all rows follows from aggregates of parts of them.
enum MergeRule: Hashable, Sendable {
  /// Counts and sums; of no rows at all, a count is 0 and a sum is missing.
  case count, sum
  case least, greatest
  /// Of the parts' sums and counts.
  case mean
  /// Of the parts' deviations, means and counts.
  case deviation

  /// Of the values of each part, as `MergeableMeasure.parts` lists them; nil where the parts do not
  /// tell it.
  func merged(_ rows: [[SQLValue]]) -> SQLValue? {
    switch self {
    case .count: rows.isEmpty ? .integer(0) : Self.sum(rows.map { $0[0] })
    case .sum: Self.sum(rows.map { $0[0] })
    case .least: Self.edge(rows.map { $0[0] }, isBefore: <)
    case .greatest: Self.edge(rows.map { $0[0] }, isBefore: >)
    case .mean: Self.mean(rows)
    case .deviation: Self.deviation(rows)
    }
  }

  private static func sum(_ values: [SQLValue]) -> SQLValue? {
    let given = values.filter { $0 != .null }
    guard !given.isEmpty else { return .null }
    if given.contains(where: \.isDouble) {
      let numbers = given.compactMap(\.number)
      return numbers.count == given.count ? .double(numbers.reduce(0, +)) : nil
    }
    var total = ExactSum()
    for value in given where !total.add(value) { return nil }
    return total.value
  }

  /// Numbers, times, and on SQLite times that are texts; other texts are the database's to order.
  private static func edge(
    _ values: [SQLValue], isBefore: (SQLOrder, SQLOrder) -> Bool
  ) -> SQLValue? {
    var edge: (value: SQLValue, order: SQLOrder)?
    for value in values where value != .null {
      guard let order = SQLOrder(value) else { return nil }
      guard let found = edge else {
        edge = (value, order)
        continue
      }
      guard found.order.isComparable(with: order) else { return nil }
      if isBefore(order, found.order) { edge = (value, order) }
    }
    return edge?.value ?? .null
  }

  private static func mean(_ rows: [[SQLValue]]) -> SQLValue? {
    guard let sum = sum(rows.map { $0[0] }), let count = Self.sum(rows.map { $0[1] }) else {
      return nil
    }
    if sum == .null { return .null }
    guard let total = sum.number, let count = count.number, count > 0 else { return nil }
    return .double(total / count)
  }

  /// From count, mean and sum of squared distances of all parts (Chan, Golub, LeVeque 1983, eq. 2.1).
  private static func deviation(_ rows: [[SQLValue]]) -> SQLValue? {
    var all = (count: 0.0, mean: 0.0, squares: 0.0)
    for row in rows {
      guard let count = row[2].number else { return nil }
      if count == 0 { continue }
      // A single value deviates by nothing, which databases call unknown.
      let known = row[0] == .null && count == 1 ? 0 : row[0].number
      guard let mean = row[1].number, let deviation = known else { return nil }
      let total = all.count + count
      let distance = mean - all.mean
      all.squares +=
        deviation * deviation * (count - 1) + distance * distance * all.count * count / total
      all.mean += distance * count / total
      all.count = total
    }
    return all.count > 1 ? .double((all.squares / (all.count - 1)).squareRoot()) : .null
  }
}

/// The place of a value among others of its kind.
private enum SQLOrder: Comparable {
  case integer(Int64)
  case number(Double)
  case moment(Int64)
  case text([UInt8])

  /// nil for NaN, which databases sort in their own ways, and for what has no order here.
  init?(_ value: SQLValue) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .date(let days): self = .moment(Int64(days))
    case .timestamp(let microseconds), .timestampWithTimeZone(let microseconds):
      self = .moment(microseconds)
    case .text(let text) where CivilTime(parsing: text) != nil: self = .text(Array(text.utf8))
    default:
      guard let number = value.number, !number.isNaN else { return nil }
      self = .number(number)
    }
  }

  private var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .moment, .text: nil
    }
  }

  func isComparable(with other: SQLOrder) -> Bool {
    switch (self, other) {
    case (.moment, .moment), (.text, .text): true
    default: number != nil && other.number != nil
    }
  }

  static func < (one: SQLOrder, other: SQLOrder) -> Bool {
    switch (one, other) {
    case (.integer(let a), .integer(let b)), (.moment(let a), .moment(let b)): a < b
    case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
    default: (one.number ?? 0) < (other.number ?? 0)
    }
  }
}

extension SQLValue {
  fileprivate var isDouble: Bool { if case .double = self { true } else { false } }
}
