/// Some rows of a table, held by column: what Swift models read and write, and what bulk loads carry.
public struct ColumnBatch: Sendable {
  /// Names in column order; as many as `columns`.
  public var names: [String]
  public var columns: [ColumnVector]
  public var rowCount: Int

  /// Precondition: every column has `rowCount` values.
  public init(names: [String], columns: [ColumnVector], rowCount: Int) {
    precondition(names.count == columns.count, "a name for every column")
    precondition(columns.allSatisfy { $0.count == rowCount }, "columns of equal length")
    self.names = names
    self.columns = columns
    self.rowCount = rowCount
  }

  public subscript(name: String) -> ColumnVector? {
    names.firstIndex(of: name).map { columns[$0] }
  }
}

/// The type of a column in a batch; the warehouse's dialect says how it is spelt in SQL.
public enum ColumnType: String, Hashable, Sendable, CaseIterable {
  case boolean, integer, double, decimal, text, date, timestamp
  case timestampWithTimeZone = "timestamp with time zone"
}

/// The values of one column of a batch.
public struct ColumnVector: Sendable {
  public enum Storage: Sendable {
    case booleans([Bool])
    case integers([Int64])
    case doubles([Double])
    /// Exact digits.
    case decimals(TextVector)
    case texts(TextVector)
    /// Days since 1970-01-01.
    case dates([Int32])
    /// Microseconds since 1970-01-01 00:00:00.
    case timestamps([Int64])
    /// Microseconds since 1970-01-01 00:00:00 UTC.
    case timestampsWithTimeZone([Int64])
  }

  public var storage: Storage
  /// One flag a row, false where the value is null; nil when no value is null.
  /// The storage holds a zero or an empty text at a null's place.
  public var validity: [Bool]?

  public init(_ storage: Storage, validity: [Bool]? = nil) {
    self.storage = storage
    self.validity = validity
  }

  public var count: Int {
    switch storage {
    case .booleans(let values): values.count
    case .integers(let values): values.count
    case .doubles(let values): values.count
    case .decimals(let values), .texts(let values): values.count
    case .dates(let values): values.count
    case .timestamps(let values), .timestampsWithTimeZone(let values): values.count
    }
  }

  public var type: ColumnType {
    switch storage {
    case .booleans: .boolean
    case .integers: .integer
    case .doubles: .double
    case .decimals: .decimal
    case .texts: .text
    case .dates: .date
    case .timestamps: .timestamp
    case .timestampsWithTimeZone: .timestampWithTimeZone
    }
  }

  public func isNull(_ row: Int) -> Bool { validity.map { !$0[row] } ?? false }

  /// The value at `row`.
  public subscript(row: Int) -> SQLValue {
    if isNull(row) { return .null }
    return switch storage {
    case .booleans(let values): .boolean(values[row])
    case .integers(let values): .integer(values[row])
    case .doubles(let values): .double(values[row])
    case .decimals(let values): .decimal(values[row])
    case .texts(let values): .text(values[row])
    case .dates(let values): .date(values[row])
    case .timestamps(let values): .timestamp(values[row])
    case .timestampsWithTimeZone(let values): .timestampWithTimeZone(values[row])
    }
  }
}

/// Many short texts in one buffer of UTF-8.
public struct TextVector: Sendable {
  public private(set) var bytes: [UInt8] = []
  /// End offset of each text in `bytes`.
  public private(set) var ends: [Int] = []

  public init() {}

  public init(_ texts: some Sequence<String>) {
    for text in texts { append(text.utf8) }
  }

  /// Texts that lie one behind the other in `bytes`, each up to its offset in `ends`.
  ///
  /// Precondition: the offsets ascend, and the last one is the number of bytes.
  public init(bytes: [UInt8], ends: [Int]) {
    precondition((ends.last ?? 0) == bytes.count, "an end for every text")
    self.bytes = bytes
    self.ends = ends
  }

  public var count: Int { ends.count }

  public mutating func reserve(rows: Int, bytes byteCount: Int) {
    ends.reserveCapacity(rows)
    bytes.reserveCapacity(byteCount)
  }

  public mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Appends bytes that lie together in memory: not generic, hence fast from other modules too.
  public mutating func append(_ text: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Empties the vector and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  public func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  public subscript(row: Int) -> String { String(decoding: bytes[range(row)], as: UTF8.self) }
}
