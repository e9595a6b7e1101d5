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

    mutating func append(_ text: String) {
      bytes += text.utf8
      ends.append(bytes.count)
    }

    /// Appends a text of at most `width` bytes for each of `items`; `write` moves the place onward.
    ///
    /// One call for many texts: checks and growth are paid once, not for every byte.
    @inline(__always)
    mutating func append<Item>(
      _ items: [Item], width: Int, _ write: (Item, inout UnsafeMutablePointer<UInt8>) -> Void
    ) {
      let start = bytes.count
      var written = start
      bytes.append(contentsOf: repeatElement(0, count: items.count * width))
      bytes.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        var place = base + start
        for item in items {
          write(item, &place)
          ends.append(place - base)
        }
        written = place - base
      }
      bytes.removeLast(bytes.count - written)
    }
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
      columns[index].append(text)
    }
  }

  var batch: ColumnBatch {
    ColumnBatch(
      names: names,
      columns: columns.map { ColumnVector(.texts(TextVector(bytes: $0.bytes, ends: $0.ends))) },
      rowCount: count)
  }
}
