internal import Warehouse

/// Rows of text under construction, column by column.
struct TextRows {
  /// One column: texts one behind the other, and where each ends.
  struct Column {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []

    init(rows: Int, bytes byteCount: Int) {
      bytes.reserveCapacity(byteCount)
      ends.reserveCapacity(rows)
    }

    /// Ends the text that the calls before have begun.
    @inline(__always)
    mutating func end() { ends.append(bytes.count) }

    @inline(__always)
    mutating func put(_ text: [UInt8]) { bytes += text }

    @inline(__always)
    mutating func put(_ text: StaticString) {
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ text: String) { bytes += text.utf8 }

    @inline(__always)
    mutating func put(byte: UInt8) { bytes.append(byte) }

    /// The last text once more.
    mutating func repeatLast() {
      let start = ends.count < 2 ? 0 : ends[ends.count - 2]
      let end = ends.last ?? 0
      for index in start..<end { bytes.append(bytes[index]) }
      ends.append(bytes.count)
    }

    /// Gives the bytes to `write`, which appends to them.
    mutating func put(_ write: (inout [UInt8]) -> Void) { write(&bytes) }
  }

  private let names: [String]
  var columns: [Column]

  init(_ names: [String], rows: Int) {
    self.names = names
    columns = names.map { _ in Column(rows: rows, bytes: rows * 12) }
  }

  var count: Int { columns[0].ends.count }

  /// Adds a row of short texts.
  mutating func append(_ texts: [String]) {
    for (index, text) in texts.enumerated() {
      columns[index].put(text)
      columns[index].end()
    }
  }

  var batch: ColumnBatch {
    ColumnBatch(
      names: names,
      columns: columns.map { ColumnVector(.texts(TextVector(bytes: $0.bytes, ends: $0.ends))) },
      rowCount: count)
  }
}
