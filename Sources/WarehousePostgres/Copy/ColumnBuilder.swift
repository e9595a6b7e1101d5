internal import Warehouse

/// Collects the values of one column from binary fields.
struct ColumnBuilder {
  /// Distance of PostgreSQL's epoch, 2000-01-01, from 1970-01-01.
  static let epochDays: Int32 = 10_957
  static let epochMicroseconds: Int64 = 946_684_800_000_000

  private let type: WireType
  private var booleans: [Bool] = []
  private var integers: [Int64] = []
  private var doubles: [Double] = []
  private var texts = TextVector()
  private var dates: [Int32] = []
  private var validity: [Bool] = []
  private var hasNull = false
  private var digits: [UInt8] = []

  /// `capacity`: rows that are reserved for.
  init(_ type: WireType, capacity: Int) {
    self.type = type
    validity.reserveCapacity(capacity)
    switch type.columnType {
    case .boolean: booleans.reserveCapacity(capacity)
    case .integer, .timestamp, .timestampWithTimeZone: integers.reserveCapacity(capacity)
    case .double: doubles.reserveCapacity(capacity)
    case .decimal, .text: texts.reserve(rows: capacity, bytes: capacity * 8)
    case .date: dates.reserveCapacity(capacity)
    }
  }

  mutating func appendNull() {
    validity.append(false)
    hasNull = true
    switch type.columnType {
    case .boolean: booleans.append(false)
    case .integer, .timestamp, .timestampWithTimeZone: integers.append(0)
    case .double: doubles.append(0)
    case .decimal, .text: texts.append(UnsafeRawBufferPointer(start: nil, count: 0))
    case .date: dates.append(0)
    }
  }

  /// False when the field has not the form of the column's type, or its value is out of range.
  mutating func append(_ field: UnsafeRawBufferPointer) -> Bool {
    validity.append(true)
    guard type.size == nil || type.size == field.count else { return false }
    switch type {
    case .boolean: booleans.append(field[0] != 0)
    case .int2: integers.append(Int64(field.bigEndian(Int16.self, at: 0)))
    case .int4: integers.append(Int64(field.bigEndian(Int32.self, at: 0)))
    case .int8: integers.append(field.bigEndian(Int64.self, at: 0))
    case .float4:
      doubles.append(Double(Float(bitPattern: field.bigEndian(UInt32.self, at: 0))))
    case .float8: doubles.append(Double(bitPattern: field.bigEndian(UInt64.self, at: 0)))
    case .text, .varchar, .bpchar, .name: texts.append(field)
    case .numeric: return appendNumeric(field)
    case .date: dates.append(Self.days(field.bigEndian(Int32.self, at: 0)))
    case .timestamp, .timestampWithTimeZone:
      return appendTime(field.bigEndian(Int64.self, at: 0))
    }
    return true
  }

  /// The column so far; the builder is empty afterwards.
  mutating func take(capacity: Int) -> ColumnVector {
    let storage: ColumnVector.Storage =
      switch type.columnType {
      case .boolean: .booleans(booleans)
      case .integer: .integers(integers)
      case .double: .doubles(doubles)
      case .decimal: .decimals(texts)
      case .text: .texts(texts)
      case .date: .dates(dates)
      case .timestamp: .timestamps(integers)
      case .timestampWithTimeZone: .timestampsWithTimeZone(integers)
      }
    let vector = ColumnVector(storage, validity: hasNull ? validity : nil)
    self = ColumnBuilder(type, capacity: capacity)
    return vector
  }

  private mutating func appendNumeric(_ field: UnsafeRawBufferPointer) -> Bool {
    digits.removeAll(keepingCapacity: true)
    let isWhole = NumericFormat.appendText(of: field, to: &digits)
    digits.withUnsafeBytes { texts.append($0) }
    return isWhole
  }

  /// The infinities are the ends of the range in either count.
  private static func days(_ wire: Int32) -> Int32 {
    wire == .max || wire == .min ? wire : wire + epochDays
  }

  /// The last 300 years before PostgreSQL's end of time, 294276, are beyond 64 bits of ours.
  private mutating func appendTime(_ wire: Int64) -> Bool {
    if wire == .max || wire == .min {
      integers.append(wire)
      return true
    }
    let (value, isTooFar) = wire.addingReportingOverflow(Self.epochMicroseconds)
    integers.append(value)
    return !isTooFar
  }
}

extension WireType {
  /// Bytes of a value; nil where values differ in length.
  var size: Int? {
    switch self {
    case .boolean: 1
    case .int2: 2
    case .int4, .float4, .date: 4
    case .int8, .float8, .timestamp, .timestampWithTimeZone: 8
    case .text, .varchar, .bpchar, .name, .numeric: nil
    }
  }
}
