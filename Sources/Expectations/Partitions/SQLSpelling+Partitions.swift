import Diagnostics
import Warehouse

extension SQLSpelling {
  /// The partition of a row. Moments with a time zone are divided by UTC.
  func partition(_ column: ColumnDescription, _ granularity: Partitioning.Granularity?) -> String {
    let name = dialect.quote(column.name)
    guard let granularity else { return name }
    if isSQLite { return "substr(\(name), 1, \(granularity.textLength))" }
    let hasZone = dialect.columnType(ofSQLType: column.type) == .timestampWithTimeZone
    let moment = hasZone ? "(\(name) AT TIME ZONE 'UTC')" : name
    if granularity == .day { return "CAST(\(moment) AS date)" }
    return "date_trunc('\(granularity.rawValue)', \(moment))"
  }

  /// Whether a row is of one of the partitions `keys`, which are sorted.
  func isPartition(
    _ expression: String, of column: ColumnDescription, _ granularity: Partitioning.Granularity?,
    in keys: [PartitionKey]
  ) throws(Diagnostic) -> String {
    let isMissing = keys.last?.text == nil ? "\(expression) IS NULL" : nil
    let texts = keys.compactMap(\.text)
    guard !texts.isEmpty else { return isMissing ?? "1 = 0" }
    let subject = isExact(column, granularity) ? expression : "CAST(\(expression) AS text)"
    var literals: [String] = []
    for text in texts { literals.append(try literal(text)) }
    var condition = "\(subject) IN (\(literals.joined(separator: ", ")))"
    if let least = try leastValue(of: column, granularity, in: texts) {
      condition = "\(dialect.quote(column.name)) >= \(least) AND \(condition)"
    }
    return isMissing.map { "(\(condition) OR \($0))" } ?? condition
  }

  /// Whether the text of a value finds it again: on SQLite that of a fraction is rounded.
  private func isExact(_ column: ColumnDescription, _ granularity: Partitioning.Granularity?)
    -> Bool
  {
    !isSQLite || granularity != nil || ColumnClass(column, dialect: dialect) == .text
  }

  /// The least value that may be in the partitions `texts`, which an index can find; nil where their
  /// order does not tell it.
  private func leastValue(
    of column: ColumnDescription, _ granularity: Partitioning.Granularity?, in texts: [String]
  ) throws(Diagnostic) -> String? {
    if granularity == nil {
      let numbers = texts.compactMap { Int($0) }
      guard isSQLite, !isExact(column, granularity), numbers.count == texts.count else {
        return nil
      }
      return numbers.min().map { "\($0)" }
    }
    guard let first = texts.first, texts.allSatisfy(\.isMoment) else { return nil }
    let hasZone = dialect.columnType(ofSQLType: column.type) == .timestampWithTimeZone
    return try literal(hasZone && !isSQLite ? first + "+00" : first)
  }
}

extension Partitioning.Granularity {
  /// Of `2024-03-31 05:00:00`, the characters that tell it.
  fileprivate var textLength: Int {
    switch self {
    case .hour: 13
    case .day: 10
    case .month: 7
    case .year: 4
    }
  }
}

extension String {
  /// Whether its order is the order of times: four digits of a year, then nothing but numbers.
  fileprivate var isMoment: Bool {
    let bytes = Array(utf8)
    guard bytes.count == 4 || bytes.count > 4 && bytes[4] == UInt8(ascii: "-") else { return false }
    return bytes.prefix(4).allSatisfy { (48...57).contains($0) }
      && bytes.allSatisfy { (48...58).contains($0) || $0 == UInt8(ascii: "-") || $0 == 32 }
  }
}
