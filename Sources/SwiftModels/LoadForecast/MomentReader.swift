internal import Warehouse

/// A column of times as seconds since 1970, UTC; times without a zone are taken as UTC.
enum MomentReader {
  static func accepts(_ type: ColumnType) -> Bool {
    switch type {
    case .timestamp, .timestampWithTimeZone, .date, .text: true
    case .boolean, .integer, .double, .decimal: false
    }
  }

  /// Nil for null, for a text that is no time, and for fractions of a second.
  static func moment(_ column: ColumnVector, _ row: Int) -> Int? {
    guard !column.isNull(row) else { return nil }
    switch column.storage {
    case .dates(let days): return Int(days[row]) * 86_400
    case .timestamps(let times), .timestampsWithTimeZone(let times): return seconds(times[row])
    case .texts(let texts): return moment(texts[row])
    case .booleans, .integers, .doubles, .decimals: return nil
    }
  }

  private static func moment(_ text: String) -> Int? {
    if let days = CivilTime.days(ofDate: text) { return Int(days) * 86_400 }
    return CivilTime.timestamp(of: text).flatMap { seconds($0.microseconds) }
  }

  private static func seconds(_ microseconds: Int64) -> Int? {
    microseconds % 1_000_000 == 0 ? Int(microseconds / 1_000_000) : nil
  }
}
