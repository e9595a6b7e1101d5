internal import DelimitedText
internal import Diagnostics
internal import Warehouse

/// The rows of a seed as batches of typed columns.
final class SeedBatches {
  private static let batchRows = 4096

  private let reader: DelimitedReader
  private let columns: [SeedColumn]
  private let names: [String]
  private let shownPath: String

  init(
    _ reader: DelimitedReader, _ columns: [SeedColumn], names: [String], shownPath: String
  ) {
    self.reader = reader
    self.columns = columns
    self.names = names
    self.shownPath = shownPath
  }

  /// nil at the end.
  ///
  /// Throws: `seed-changed` when the file is not the one the types were inferred from.
  func next() throws -> ColumnBatch? {
    var builders = columns.map { SeedColumnBuilder($0.conversion) }
    var rows = 0
    while rows < Self.batchRows, let record = try reader.nextSeedRecord(in: shownPath) {
      guard reader.columns.count == columns.count else { throw changed }
      for index in builders.indices {
        // A short record lacks its last fields.
        guard index < record.count else {
          builders[index].appendNull()
          continue
        }
        if !builders[index].append(record[index]) { throw changed }
      }
      rows += 1
    }
    if rows == 0 { return nil }
    return ColumnBatch(names: names, columns: builders.map(\.vector), rowCount: rows)
  }

  private var changed: Diagnostic {
    Diagnostic(code: "seed-changed", "`\(shownPath)` was changed while it was read")
  }
}

/// Collects the values of one column.
private struct SeedColumnBuilder {
  private let conversion: SeedConversion
  private var integers: [Int64] = []
  private var doubles: [Double] = []
  private var dates: [Int32] = []
  private var booleans: [Bool] = []
  private var texts = TextVector()
  private var validity: [Bool] = []

  init(_ conversion: SeedConversion) {
    self.conversion = conversion
  }

  var vector: ColumnVector {
    let storage: ColumnVector.Storage =
      switch conversion {
      case .integer: .integers(integers)
      case .wholeDecimal: .decimals(texts)
      case .double: .doubles(doubles)
      case .date: .dates(dates)
      case .dateTime, .isoDateTime: .timestamps(integers)
      case .boolean: .booleans(booleans)
      case .text: .texts(texts)
      }
    return ColumnVector(storage, validity: validity.contains(false) ? validity : nil)
  }

  mutating func appendNull() {
    validity.append(false)
    switch conversion {
    case .integer, .dateTime, .isoDateTime: integers.append(0)
    case .double: doubles.append(0)
    case .date: dates.append(0)
    case .boolean: booleans.append(false)
    case .wholeDecimal, .text: texts.append(UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  /// False when the field has not the column's type.
  mutating func append(_ field: UnsafeRawBufferPointer) -> Bool {
    let value = SeedText.trimmed(field)
    if SeedText.isNull(trimmed: value) {
      appendNull()
      return true
    }
    validity.append(true)
    switch conversion {
    case .integer: return append(SeedNumber(value)?.int64, to: &integers)
    case .double: return append(SeedNumber(value)?.double, to: &doubles)
    case .date: return append(SeedTime.date(value), to: &dates)
    case .dateTime: return append(SeedTime.dateTime(value), to: &integers)
    case .isoDateTime: return append(SeedISOTime.dateTime(value), to: &integers)
    case .wholeDecimal:
      guard let number = SeedNumber(value) else { return false }
      texts.append(number.wholeText.utf8)
    case .boolean: return appendBoolean(value)
    case .text: appendText(field)
    }
    return true
  }

  private func append<Value>(_ value: Value?, to values: inout [Value]) -> Bool {
    guard let value else { return false }
    values.append(value)
    return true
  }

  private mutating func appendBoolean(_ field: UnsafeRawBufferPointer) -> Bool {
    guard let boolean = SeedBoolean(field) else { return false }
    booleans.append(boolean.value ?? false)
    if boolean.value == nil { validity[validity.count - 1] = false }
    return true
  }

  /// Texts keep the white space at their ends.
  private mutating func appendText(_ field: UnsafeRawBufferPointer) {
    guard field.contains(UInt8(ascii: "\r")) else { return texts.append(field) }
    SeedText.withPlainLineEnds(field).withUnsafeBytes { texts.append($0) }
  }
}
