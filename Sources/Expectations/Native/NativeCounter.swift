import Warehouse

/// Takes one measure from batches.
enum NativeCounter {
  case rows(Int)
  case present(Int, count: Int)
  case missing(Int, count: Int)
  case together([Int], needsAll: Bool, count: Int)
  case unexpected(Int, NativeJudge, count: Int)
  case aggregate(Int, NativeAggregate, NativeNumbers)
  case duplicates([Int], NativeKeys)
  case distinct([Int], NativeKeys)

  /// `columns` are places in the batch.
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
      case .aggregate(let aggregate, _):
        .aggregate(first, aggregate, NativeNumbers(keepsAll: aggregate == .median))
      case .duplicates: .duplicates(columns, NativeKeys())
      case .distinct: .distinct(columns, NativeKeys())
      }
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
    case .aggregate(let column, let aggregate, var numbers):
      self = .rows(0)
      try numbers.take(batch.columns[column])
      self = .aggregate(column, aggregate, numbers)
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

  func value() -> SQLValue {
    switch self {
    case .rows(let count), .present(_, let count), .missing(_, let count),
      .unexpected(_, _, let count), .together(_, _, let count):
      .integer(Int64(count))
    case .aggregate(_, let aggregate, let numbers): numbers.value(of: aggregate)
    case .duplicates(_, let keys): .integer(Int64(keys.duplicates))
    case .distinct(_, let keys): .integer(Int64(keys.distinct))
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
