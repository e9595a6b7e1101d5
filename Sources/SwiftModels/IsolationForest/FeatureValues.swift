internal import Warehouse

/// Columns of a batch as numbers; null is NaN, as missing values are to the forest.
enum FeatureValues {
  static func numbers(_ column: ColumnVector) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(column.count)
    append(column, to: &values)
    return values
  }

  /// Each value as text through `number`; null is NaN.
  static func categories(
    _ column: ColumnVector, _ number: (String) throws -> Double
  ) rethrows -> [Double] {
    try (0..<column.count).map { row in
      let value = column[row]
      return value == .null ? .nan : try number(value.shortText)
    }
  }

  /// Appends the values of `column` to `values`; true counts as 1.
  static func append(_ column: ColumnVector, to values: inout [Double]) {
    let start = values.count
    switch column.storage {
    case .booleans(let flags): values += flags.lazy.map { $0 ? 1 : 0 }
    case .integers(let numbers): values += numbers.lazy.map(Double.init)
    case .doubles(let numbers): values += numbers
    case .decimals(let digits):
      values += (0..<digits.count).lazy.map { Double(digits[$0]) ?? .nan }
    case .texts, .dates, .timestamps, .timestampsWithTimeZone:
      values += repeatElement(.nan, count: column.count)
    }
    guard let validity = column.validity else { return }
    for row in validity.indices where !validity[row] { values[start + row] = .nan }
  }
}

extension ModelColumn {
  /// Whether its values count as numbers.
  var isNumeric: Bool {
    switch type {
    case .boolean, .integer, .double, .decimal: true
    case .text, .date, .timestamp, .timestampWithTimeZone: isUntyped
    }
  }

  /// Whether its values can be named as categories.
  var isCategorical: Bool {
    switch type {
    case .boolean, .integer, .text: true
    case .double, .decimal, .date, .timestamp, .timestampWithTimeZone: isUntyped
    }
  }

  /// Whether its values can be read as times.
  var isTime: Bool { isUntyped || MomentReader.accepts(type) }
}
