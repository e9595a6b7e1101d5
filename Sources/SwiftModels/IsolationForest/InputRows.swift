internal import Warehouse

/// A batch of the input, taken apart: the key as it came, the features as numbers.
struct InputRows {
  let key: [ColumnVector]
  /// Features, then the weight if there is one.
  let values: [[Double]]
  let digests: [UInt64]

  var count: Int { digests.count }

  /// Throws: for a null in the key or an infinite value, with the row's key.
  init(_ batch: ColumnBatch, _ arguments: IsolationForestArguments) throws {
    key = Array(batch.columns[..<arguments.key.count])
    values = batch.columns[arguments.key.count...].map { column in
      var values: [Double] = []
      values.reserveCapacity(batch.rowCount)
      FeatureValues.append(column, to: &values)
      return values
    }
    var digest = KeyDigest()
    digests = digest.digests(of: key, rows: batch.rowCount)
    try checkKey(arguments.key)
    try checkValues(batch.names[arguments.key.count...], arguments.key)
  }

  /// `meter_id = M000017, day = 2024-01-31`
  func keyText(_ row: Int, _ names: [String]) -> String {
    zip(names, key).map { "\($0) = \($1[row].shortText)" }.joined(separator: ", ")
  }

  private func checkKey(_ names: [String]) throws {
    for (name, column) in zip(names, key) {
      guard let row = column.validity?.firstIndex(of: false) else { continue }
      throw ModelError(
        "the key column `\(name)` is null in the row with \(keyText(row, names))",
        argument: "key", code: "swift-model-data")
    }
  }

  private func checkValues(_ names: ArraySlice<String>, _ key: [String]) throws {
    for (name, column) in zip(names, values) {
      guard let row = column.firstIndex(where: \.isInfinite) else { continue }
      throw ModelError(
        "`\(name)` is infinite in the row with \(keyText(row, key))",
        argument: "features", code: "swift-model-data",
        help: ["make it null in the input's SQL: missing values are welcome"])
    }
  }
}
