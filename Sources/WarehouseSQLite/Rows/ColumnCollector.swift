import CSQLite
import Warehouse

/// The values of one column of a batch as they come, each with a type of its own: SQLite types
/// values, not columns.
///
/// Integers become doubles beside doubles, and everything becomes text beside text. What the values
/// mean (a boolean, a date) is decided once a batch is whole.
struct ColumnCollector {
  private enum Values {
    /// Only nulls so far.
    case none(Int)
    case integers([Int64])
    case doubles([Double])
    case texts(TextVector)
  }

  private let declared: ColumnType?
  /// Declared `NUM`, which is what `create table as` leaves of DATE, TIMESTAMP, BOOLEAN, NUMERIC.
  private let isNumeric: Bool
  private var values = Values.none(0)
  private var validity: [Bool] = []
  private var hasNulls = false

  init(declared: ColumnType?, isNumeric: Bool) {
    self.declared = declared
    self.isNumeric = isNumeric
  }

  mutating func read(_ statement: OpaquePointer, _ index: Int32) {
    switch sqlite3_column_type(statement, index) {
    case SQLITE_INTEGER: append(sqlite3_column_int64(statement, index))
    case SQLITE_FLOAT: append(sqlite3_column_double(statement, index))
    case SQLITE_TEXT: append(text: Value.bytes(statement, index))
    case SQLITE_BLOB:
      let digits = "\\x" + Hexadecimal.text(of: Value.bytes(statement, index))
      var copy = digits
      copy.withUTF8 { append(text: UnsafeRawBufferPointer($0)) }
    default: appendNull()
    }
  }

  private mutating func append(_ value: Int64) {
    validity.append(true)
    switch values {
    case .integers(var list):
      values = .none(0)
      list.append(value)
      values = .integers(list)
    case .doubles(var list):
      values = .none(0)
      list.append(Double(value))
      values = .doubles(list)
    case .texts: appendTextValue(String(value))
    case .none(let nulls):
      values = .integers([Int64](repeating: 0, count: nulls) + [value])
    }
  }

  private mutating func append(_ value: Double) {
    validity.append(true)
    switch values {
    case .doubles(var list):
      values = .none(0)
      list.append(value)
      values = .doubles(list)
    case .integers(let list): values = .doubles(list.map(Double.init) + [value])
    case .texts: appendTextValue("\(value)")
    case .none(let nulls):
      values = .doubles([Double](repeating: 0, count: nulls) + [value])
    }
  }

  private mutating func append(text: UnsafeRawBufferPointer) {
    if case .texts = values {} else { values = .texts(asTexts()) }
    validity.append(true)
    appendText(text)
  }

  private mutating func appendTextValue(_ text: String) {
    var copy = text
    copy.withUTF8 { appendText(UnsafeRawBufferPointer($0)) }
  }

  private mutating func appendText(_ text: UnsafeRawBufferPointer) {
    guard case .texts(var vector) = values else { return }
    // The vector must have one owner while it grows, or every value would copy it.
    values = .none(0)
    vector.append(text)
    values = .texts(vector)
  }

  private mutating func appendNull() {
    validity.append(false)
    hasNulls = true
    switch values {
    case .none(let count): values = .none(count + 1)
    case .integers(var list):
      values = .none(0)
      list.append(0)
      values = .integers(list)
    case .doubles(var list):
      values = .none(0)
      list.append(0)
      values = .doubles(list)
    case .texts: appendText(UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  private func asTexts() -> TextVector {
    switch values {
    case .none(let count): TextVector(repeatElement("", count: count))
    case .integers(let list): TextVector(zip(list, validity).map { $1 ? String($0) : "" })
    case .doubles(let list): TextVector(zip(list, validity).map { $1 ? "\($0)" : "" })
    case .texts(let vector): vector
    }
  }

  /// The column collected so far; the collector is empty afterwards.
  mutating func take() -> ColumnVector {
    let vector = ColumnVector(storage(), validity: hasNulls ? validity : nil)
    values = .none(0)
    validity.removeAll(keepingCapacity: true)
    hasNulls = false
    return vector
  }

  private func storage() -> ColumnVector.Storage {
    switch values {
    case .none(let count): return ColumnVector.Storage(empty: declared ?? .text, count: count)
    case .integers(let list):
      if declared == .boolean, list.allSatisfy({ $0 == 0 || $0 == 1 }) {
        return .booleans(list.map { $0 == 1 })
      }
      return declared == .double ? .doubles(list.map(Double.init)) : .integers(list)
    case .doubles(let list): return .doubles(list)
    case .texts(let vector): return times(in: vector) ?? .texts(vector)
    }
  }

  /// Dates or timestamps, where the column is declared as such and every text is one.
  private func times(in vector: TextVector) -> ColumnVector.Storage? {
    switch declared {
    case .date: vector.dates(validity)
    case .timestamp: vector.timestamps(validity, withZone: false)
    case .timestampWithTimeZone: vector.timestamps(validity, withZone: true)
    case nil where isNumeric:
      vector.dates(validity) ?? vector.timestamps(validity, withZone: false)
        ?? vector.timestamps(validity, withZone: true)
    default: nil
    }
  }
}

extension TextVector {
  private func text<Result>(_ row: Int, _ read: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { read(UnsafeRawBufferPointer(rebasing: $0[range(row)])) }
  }

  fileprivate func dates(_ validity: [Bool]) -> ColumnVector.Storage? {
    var days: [Int32] = []
    days.reserveCapacity(count)
    for row in 0..<count {
      guard let day = validity[row] ? text(row, CivilTime.days) : 0 else {
        return nil
      }
      days.append(day)
    }
    return .dates(days)
  }

  fileprivate func timestamps(_ validity: [Bool], withZone: Bool) -> ColumnVector.Storage? {
    var values: [Int64] = []
    values.reserveCapacity(count)
    for row in 0..<count {
      guard validity[row] else {
        values.append(0)
        continue
      }
      guard let time = text(row, CivilTime.timestamp), withZone || !time.hasZone else {
        return nil
      }
      values.append(time.microseconds)
    }
    return withZone ? .timestampsWithTimeZone(values) : .timestamps(values)
  }
}

extension ColumnVector.Storage {
  /// `count` zeros or empty texts.
  fileprivate init(empty type: ColumnType, count: Int) {
    switch type {
    case .boolean: self = .booleans([Bool](repeating: false, count: count))
    case .integer: self = .integers([Int64](repeating: 0, count: count))
    case .double: self = .doubles([Double](repeating: 0, count: count))
    case .decimal: self = .decimals(TextVector(repeatElement("", count: count)))
    case .text: self = .texts(TextVector(repeatElement("", count: count)))
    case .date: self = .dates([Int32](repeating: 0, count: count))
    case .timestamp: self = .timestamps([Int64](repeating: 0, count: count))
    case .timestampWithTimeZone:
      self = .timestampsWithTimeZone([Int64](repeating: 0, count: count))
    }
  }
}
