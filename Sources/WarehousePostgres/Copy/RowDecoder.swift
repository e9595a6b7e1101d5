internal import Warehouse

/// Turns the messages of a binary `COPY … TO STDOUT` into batches.
struct RowDecoder {
  private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]

  private let names: [String]
  private let batchSize: Int
  private var builders: [ColumnBuilder]
  private var isAtStart = true
  private(set) var rowCount = 0

  init(_ columns: [(name: String, type: WireType)], batchSize: Int) {
    names = columns.map(\.name)
    builders = columns.map { ColumnBuilder($0.type, capacity: batchSize) }
    self.batchSize = batchSize
  }

  var isFull: Bool { rowCount >= batchSize }

  /// The rows so far as a batch.
  mutating func take() -> ColumnBatch {
    let columns = builders.indices.map { builders[$0].take(capacity: batchSize) }
    defer { rowCount = 0 }
    return ColumnBatch(names: names, columns: columns, rowCount: rowCount)
  }

  /// Reads the rows of one message; the server sends no part of a row.
  mutating func read(_ message: UnsafeRawBufferPointer) throws(DatabaseError) {
    var offset = 0
    if isAtStart {
      isAtStart = false
      offset = try Self.headerLength(message)
    }
    while offset + 2 <= message.count {
      let count = Int(message.bigEndian(Int16.self, at: offset))
      offset += 2
      // -1 instead of a number of fields: no more rows.
      if count < 0 { return }
      guard count == builders.count else { throw Self.malformed }
      for column in 0..<count { offset = try readField(column, message, offset) }
      rowCount += 1
    }
    guard offset == message.count else { throw Self.malformed }
  }

  private mutating func readField(
    _ column: Int, _ message: UnsafeRawBufferPointer, _ offset: Int
  ) throws(DatabaseError) -> Int {
    guard offset + 4 <= message.count else { throw Self.malformed }
    let length = Int(message.bigEndian(Int32.self, at: offset))
    let start = offset + 4
    if length < 0 {
      builders[column].appendNull()
      return start
    }
    guard start + length <= message.count else { throw Self.malformed }
    let field = UnsafeRawBufferPointer(rebasing: message[start..<start + length])
    guard builders[column].append(field) else {
      throw DatabaseError(
        .statement, "column `\(names[column])` holds a value beyond what can be read here",
        hint: "cast it to text in the query", code: "22003")
    }
    return start + length
  }

  /// Signature, flags, and an extension of a stated length.
  private static func headerLength(_ message: UnsafeRawBufferPointer) throws(DatabaseError) -> Int {
    let fixed = signature.count + 8
    guard message.count >= fixed, message.prefix(signature.count).elementsEqual(signature) else {
      throw malformed
    }
    let length = fixed + Int(message.bigEndian(Int32.self, at: fixed - 4))
    guard length <= message.count else { throw malformed }
    return length
  }

  private static var malformed: DatabaseError {
    DatabaseError(.connection, "the server sent a row that cannot be read")
  }
}
