import Warehouse

/// Takes a measure from batches, or all numbers of one column.
enum NativeCounter {
  case rows(Int)
  case present(Int, count: Int)
  case missing(Int, count: Int)
  case together([Int], needsAll: Bool, count: Int)
  case unexpected(Int, NativeJudge, count: Int)
  case numbers(Int, [NativeMeasure], NativeNumbers)
  case duplicates([Int], NativeKeys)
  case distinct([Int], NativeKeys)

  /// `columns` are places in the batch; aggregates and percentiles are `init(of:column:)`'s.
  init(_ native: NativeMeasure, columns: [Int]) {
    let first = columns.first ?? 0
    self =
      switch native {
      case .rows: .rows(0)
      case .present: .present(first, count: 0)
      case .missing: .missing(first, count: 0)
      case .presentAny: .together(columns, needsAll: false, count: 0)
      case .presentAll: .together(columns, needsAll: true, count: 0)
      case .unexpected(_, let rule): .unexpected(first, NativeJudge(rule), count: 0)
      case .aggregate, .percentile: .init(of: [native], column: first)
      case .duplicates: .duplicates(columns, NativeKeys())
      case .distinct: .distinct(columns, NativeKeys())
      }
  }

  /// All aggregates and percentiles of the column at a place in the batch.
  init(of measures: [NativeMeasure], column: Int) {
    let keepsAll = measures.contains { if case .percentile = $0 { true } else { false } }
    self = .numbers(column, measures, NativeNumbers(keepsAll: keepsAll))
  }

  /// Throws: `NativePass.NotUnderstood`.
  mutating func take(_ batch: ColumnBatch) throws {
    switch self {
    case .rows(let count): self = .rows(count + batch.rowCount)
    case .present(let column, let count):
      self = .present(column, count: count + batch.rowCount - batch.columns[column].nullCount)
    case .missing(let column, let count):
      self = .missing(column, count: count + batch.columns[column].nullCount)
    case .together(let columns, let needsAll, let count):
      let found = batch.count(present: columns, needsAll: needsAll)
      self = .together(columns, needsAll: needsAll, count: count + found)
    case .unexpected(let column, var judge, let count):
      self = .rows(0)
      let found = try judge.unexpected(in: batch.columns[column])
      self = .unexpected(column, judge, count: count + found)
    case .numbers(let column, let measures, var numbers):
      self = .rows(0)
      try numbers.take(batch.columns[column])
      self = .numbers(column, measures, numbers)
    case .duplicates(let columns, var keys):
      self = .rows(0)
      keys.take(columns.map { batch.columns[$0] }, rowCount: batch.rowCount)
      self = .duplicates(columns, keys)
    case .distinct(let columns, var keys):
      self = .rows(0)
      keys.take(columns.map { batch.columns[$0] }, rowCount: batch.rowCount)
      self = .distinct(columns, keys)
    }
  }

  /// A value for each measure.
  mutating func values() -> [SQLValue] {
    switch self {
    case .rows(let count), .present(_, let count), .missing(_, let count),
      .unexpected(_, _, let count), .together(_, _, let count):
      return [.integer(Int64(count))]
    case .numbers(let column, let measures, var numbers):
      self = .rows(0)
      defer { self = .numbers(column, measures, numbers) }
      return numbers.values(of: measures)
    case .duplicates(_, let keys): return [.integer(Int64(keys.duplicates))]
    case .distinct(_, let keys): return [.integer(Int64(keys.distinct))]
    }
  }
}

extension NativeNumbers {
  fileprivate mutating func values(of measures: [NativeMeasure]) -> [SQLValue] {
    let percentiles = measures.compactMap { measure in
      if case .percentile(_, let percentile) = measure { percentile } else { nil }
    }
    var taken = values(of: percentiles)[...]
    return measures.map { measure in
      if case .aggregate(let aggregate, _) = measure { return value(of: aggregate) }
      return taken.popFirst() ?? .null
    }
  }
}

extension ColumnBatch {
  /// Rows in which each or one of the columns has a value.
  fileprivate func count(present places: [Int], needsAll: Bool) -> Int {
    let validities = places.map { columns[$0].validity }
    if needsAll ? validities.allSatisfy({ $0 == nil }) : validities.contains(where: { $0 == nil }) {
      return rowCount
    }
    let flags = validities.compactMap(\.self)
    return (0..<rowCount).count { row in
      needsAll ? flags.allSatisfy { $0[row] } : flags.contains { $0[row] }
    }
  }
}

extension ColumnVector {
  var nullCount: Int { validity?.count { !$0 } ?? 0 }
}
