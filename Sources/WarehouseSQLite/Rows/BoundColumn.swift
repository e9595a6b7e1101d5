import CSQLite
import Warehouse

/// A column of a batch whose values are bound straight from its memory.
struct BoundColumn {
  private enum Values {
    case integers(UnsafeBufferPointer<Int64>)
    case doubles(UnsafeBufferPointer<Double>)
    case texts(UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>)
  }

  private let values: Values
  private let validity: UnsafeBufferPointer<Bool>?

  /// Calls `body` with all columns; their memory is valid as long as it runs.
  static func withColumns(
    of vectors: [ColumnVector], _ body: ([BoundColumn]) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try extend([], with: vectors[...], body)
  }

  private static func extend(
    _ columns: [BoundColumn], with vectors: ArraySlice<ColumnVector>,
    _ body: ([BoundColumn]) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    guard let vector = vectors.first else { return try body(columns) }
    try withValidity(of: vector) { (validity) throws(DatabaseError) in
      try withValues(of: vector) { (values) throws(DatabaseError) in
        let column = BoundColumn(values: values, validity: validity)
        try extend(columns + [column], with: vectors.dropFirst(), body)
      }
    }
  }

  private static func withValidity(
    of vector: ColumnVector,
    _ body: (UnsafeBufferPointer<Bool>?) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    guard let validity = vector.validity else { return try body(nil) }
    try validity.withUnsafeBufferPointer(body)
  }

  private static func withValues(
    of vector: ColumnVector, _ body: (Values) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    switch vector.storage {
    case .booleans(let values): try withIntegers(values.map { $0 ? 1 : 0 }, body)
    case .integers(let values): try withIntegers(values, body)
    case .doubles(let values):
      try values.withUnsafeBufferPointer { (values) throws(DatabaseError) in
        try body(.doubles(values))
      }
    case .decimals(let values), .texts(let values): try withTexts(values, body)
    case .dates(let values):
      try withTexts(TextVector(values) { CivilTime.append(days: Int($0), to: &$1) }, body)
    case .timestamps(let values):
      try withTexts(TextVector(values) { CivilTime.append(microseconds: $0, to: &$1) }, body)
    case .timestampsWithTimeZone(let values):
      let texts = TextVector(values) {
        CivilTime.append(microseconds: $0, to: &$1)
        $1.append(contentsOf: "+00:00".utf8)
      }
      try withTexts(texts, body)
    }
  }

  private static func withIntegers(
    _ values: [Int64], _ body: (Values) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try values.withUnsafeBufferPointer { (values) throws(DatabaseError) in
      try body(.integers(values))
    }
  }

  private static func withTexts(
    _ values: TextVector, _ body: (Values) throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    try values.bytes.withUnsafeBufferPointer { (bytes) throws(DatabaseError) in
      try values.ends.withUnsafeBufferPointer { (ends) throws(DatabaseError) in
        try body(.texts(bytes, ends: ends))
      }
    }
  }

  /// Binds the value of `row`; texts stay where they are, so the statement must be stepped before
  /// the columns' memory goes.
  func bind(_ row: Int, to statement: OpaquePointer, at index: Int32) -> Int32 {
    if let validity, !validity[row] { return sqlite3_bind_null(statement, index) }
    switch values {
    case .integers(let values): return sqlite3_bind_int64(statement, index, values[row])
    case .doubles(let values): return sqlite3_bind_double(statement, index, values[row])
    case .texts(let bytes, let ends):
      let start = row == 0 ? 0 : ends[row - 1]
      return bindText(UnsafeBufferPointer(rebasing: bytes[start..<ends[row]]), statement, index)
    }
  }

  private func bindText(
    _ text: UnsafeBufferPointer<UInt8>, _ statement: OpaquePointer, _ index: Int32
  ) -> Int32 {
    // A nil pointer would bind null.
    guard let start = text.baseAddress, !text.isEmpty else {
      return sqlite3_bind_text64(statement, index, "", 0, Value.transient, UInt8(SQLITE_UTF8))
    }
    return start.withMemoryRebound(to: CChar.self, capacity: text.count) {
      sqlite3_bind_text64(statement, index, $0, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
    }
  }
}

extension TextVector {
  /// The texts that `write` appends for each of `values`; values that follow each other are often the
  /// same, and written once.
  fileprivate init<Value: Equatable>(_ values: [Value], write: (Value, inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    bytes.reserveCapacity(values.count * 24)
    ends.reserveCapacity(values.count)
    var text: [UInt8] = []
    var last: Value?
    for value in values {
      if value != last {
        text.removeAll(keepingCapacity: true)
        write(value, &text)
        last = value
      }
      bytes += text
      ends.append(bytes.count)
    }
    self.init(bytes: bytes, ends: ends)
  }
}
