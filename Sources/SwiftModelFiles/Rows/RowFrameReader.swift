internal import Warehouse

/// Reads a frame of rows that a program wrote.
struct RowFrameReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// - Parameter bytes: what follows the frame's length.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Nil when the frame does not have these columns; `refuse` makes the error for a value that is not of its type.
  mutating func batch(
    of columns: [ModelRowColumn], refuse: (String, ModelRowColumn) -> any Error
  ) throws -> ColumnBatch? {
    guard let rows = number() else { return nil }
    var vectors: [ColumnVector] = []
    for column in columns {
      guard let vector = try vector(column, rows: rows, refuse) else { return nil }
      vectors.append(vector)
    }
    guard place == bytes.count else { return nil }
    return ColumnBatch(names: columns.map(\.name), columns: vectors, rowCount: rows)
  }

  typealias ModelRowColumn = (name: String, type: ColumnType)

  private mutating func vector(
    _ column: ModelRowColumn, rows: Int, _ refuse: (String, ModelRowColumn) -> any Error
  ) throws -> ColumnVector? {
    guard let marker = part(1)?.first, let present = part(marker == 0 ? 0 : rows) else {
      return nil
    }
    let validity = marker == 0 ? nil : present.map { $0 != 0 }
    let storage: ColumnVector.Storage?
    switch column.type {
    case .boolean: storage = part(rows).map { .booleans($0.map { $0 != 0 }) }
    case .integer: storage = words(rows, as: Int64.self).map { .integers($0) }
    case .double: storage = words(rows, as: Double.self).map { .doubles($0) }
    case .decimal, .text, .date, .timestamp, .timestampWithTimeZone:
      guard let texts = texts(rows) else { return nil }
      storage = try SpelledValues(texts, validity).storage(column.type) { refuse($0, column) }
    }
    return storage.map { ColumnVector($0, validity: validity) }
  }

  /// Values of eight bytes.
  private mutating func words<Value>(_ rows: Int, as type: Value.Type) -> [Value]? {
    part(rows * 8).map { source in
      [Value](unsafeUninitializedCapacity: rows) { buffer, count in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
        count = rows
      }
    }
  }

  private mutating func texts(_ rows: Int) -> TextVector? {
    guard let ends = part(rows * 4) else { return nil }
    let offsets = (0..<rows).map { row in
      Int(UInt32(littleEndian: ends.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self)))
    }
    guard zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }),
      let texts = part(offsets.last ?? 0)
    else { return nil }
    return TextVector(bytes: Array(texts), ends: offsets)
  }

  private mutating func number() -> Int? {
    part(4).map { Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))) }
  }

  /// The next bytes; nil when there are not so many.
  private mutating func part(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count <= bytes.count - place else { return nil }
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }
}

/// Values that came as texts.
private struct SpelledValues {
  private let texts: TextVector
  private let validity: [Bool]?

  init(_ texts: TextVector, _ validity: [Bool]?) {
    self.texts = texts
    self.validity = validity
  }

  /// Throws: what `refuse` makes of a text that is none of the type's.
  func storage(
    _ type: ColumnType, _ refuse: (String) -> any Error
  ) throws -> ColumnVector.Storage {
    switch type {
    case .decimal:
      _ = try values(0.0, refuse) { Double($0) }
      return .decimals(texts)
    case .date: return .dates(try values(0, refuse) { CivilTime.days(ofDate: $0) })
    case .timestamp:
      return .timestamps(try values(0, refuse) { CivilTime.timestamp(of: $0)?.microseconds })
    case .timestampWithTimeZone:
      return .timestampsWithTimeZone(
        try values(0, refuse) { CivilTime.timestamp(of: $0)?.microseconds })
    case .boolean, .integer, .double, .text: return .texts(texts)
    }
  }

  private func values<Value>(
    _ zero: Value, _ refuse: (String) -> any Error, _ read: (String) -> Value?
  ) throws -> [Value] {
    try (0..<texts.count).map { row in
      if let validity, !validity[row] { return zero }
      let text = texts[row]
      guard let value = read(text) else { throw refuse(text) }
      return value
    }
  }
}
