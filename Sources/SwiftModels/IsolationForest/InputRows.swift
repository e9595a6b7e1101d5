internal import Warehouse

/// A batch of the input, taken apart: the key as it came, the features as numbers.
struct InputRows {
  let key: [ColumnVector]
  /// Features, then the weight if there is one.
  let values: [[Double]]
  let digests: [UInt64]

  var count: Int { digests.count }

  /// Throws: for a null in the key or an infinite value, with the row's key; for too many categories.
  init(
    _ batch: ColumnBatch, _ arguments: IsolationForestArguments,
    _ categories: inout some CategoryReader
  ) throws {
    key = Array(batch.columns[..<arguments.key.count])
    var values: [[Double]] = []
    for (name, column) in zip(batch.names, batch.columns).dropFirst(arguments.key.count) {
      if arguments.categorical.contains(name) {
        values.append(
          try FeatureValues.categories(column) { try categories.number(of: $0, feature: name) })
      } else {
        values.append(FeatureValues.numbers(column))
      }
    }
    self.values = values
    var digest = KeyDigest()
    digests = digest.digests(of: key, rows: batch.rowCount)
    try checkKey(arguments.key)
    try checkValues(batch.names[arguments.key.count...], arguments.key)
  }

  private init(key: [ColumnVector], values: [[Double]], digests: [UInt64]) {
    self.key = key
    self.values = values
    self.digests = digests
  }

  /// The rows with codes of categories replaced by their shares.
  func withShares(
    _ shares: CategoryShares, of codes: CategoryCodes, _ arguments: IsolationForestArguments
  ) -> InputRows {
    var values = values
    for (index, name) in arguments.features.enumerated()
    where arguments.categorical.contains(name) {
      values[index] = codes.numbers(for: values[index], feature: name, in: shares)
    }
    return InputRows(key: key, values: values, digests: digests)
  }

  /// `meter_id = M000017, day = 2024-01-31`
  func keyText(_ row: Int, _ names: [String]) -> String {
    InputRows.keyText(key.map { $0[row] }, names)
  }

  static func keyText(_ values: [SQLValue], _ names: [String]) -> String {
    zip(names, values).map { "\($0) = \($1.shortText)" }.joined(separator: ", ")
  }

  private func checkKey(_ names: [String]) throws {
    for (name, column) in zip(names, key) {
      guard let row = column.validity?.firstIndex(of: false) else { continue }
      throw ModelError.nullKey(name, keyText(row, names))
    }
  }

  private func checkValues(_ names: ArraySlice<String>, _ key: [String]) throws {
    for (name, column) in zip(names, values) {
      guard let row = column.firstIndex(where: \.isInfinite) else { continue }
      throw ModelError.infinite(name, keyText(row, key))
    }
  }
}
