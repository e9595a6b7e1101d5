internal import Warehouse

/// What dbt's seed reader may take a column for, in the order in which it prefers them.
struct SeedTypes: OptionSet {
  let rawValue: UInt8

  static let number = SeedTypes(rawValue: 1 << 0)
  static let date = SeedTypes(rawValue: 1 << 1)
  static let dateTime = SeedTypes(rawValue: 1 << 2)
  static let isoDateTime = SeedTypes(rawValue: 1 << 3)
  static let boolean = SeedTypes(rawValue: 1 << 4)
  static let all: SeedTypes = [.number, .date, .dateTime, .isoDateTime, .boolean]
}

/// How the fields of a column become values.
enum SeedConversion: Hashable {
  case integer, wholeDecimal, double, date, dateTime, isoDateTime, boolean, text

  var columnType: ColumnType {
    switch self {
    case .integer: .integer
    case .wholeDecimal: .decimal
    case .double: .double
    case .date: .date
    case .dateTime, .isoDateTime: .timestamp
    case .boolean: .boolean
    case .text: .text
    }
  }
}
