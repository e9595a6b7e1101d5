internal import Warehouse

extension Simulation {
  /// Writes the output as CSV (RFC 4180, a header, lines end in `\n`), some hundred kilobytes at a time.
  ///
  /// Returns the number of rows. `write` is called on the calling thread; it may throw to stop.
  package func writeCSV(
    threads: Int, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    var text = table.columns.joined(separator: ",").utf8 + [UInt8(ascii: "\n")]
    var rows = 0
    try forEachBatch(threads: threads) { batch in
      CSVText.append(batch, to: &text)
      rows += batch.rowCount
      try text.withUnsafeBytes(write)
      text.removeAll(keepingCapacity: true)
    }
    // A header alone, when there were no rows.
    if !text.isEmpty { try text.withUnsafeBytes(write) }
    return rows
  }
}

/// Batches of text columns as lines.
enum CSVText {
  static func append(_ batch: ColumnBatch, to text: inout [UInt8]) {
    let columns = batch.columns.compactMap { column in
      if case .texts(let texts) = column.storage { texts } else { nil }
    }
    let size = columns.reduce(0) { $0 + $1.bytes.count } + batch.rowCount * columns.count
    text.reserveCapacity(text.count + size + size / 8)
    let needQuotes = columns.map { $0.bytes.contains(where: isSpecial) }
    var starts = [Int](repeating: 0, count: columns.count)
    for row in 0..<batch.rowCount {
      for index in columns.indices {
        let end = columns[index].ends[row]
        let field = columns[index].bytes[starts[index]..<end]
        starts[index] = end
        if needQuotes[index], field.contains(where: isSpecial) {
          appendQuoted(field, to: &text)
        } else {
          text.append(contentsOf: field)
        }
        text.append(index == columns.count - 1 ? UInt8(ascii: "\n") : UInt8(ascii: ","))
      }
    }
  }

  private static func appendQuoted(_ field: ArraySlice<UInt8>, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in field {
      if byte == UInt8(ascii: "\"") { text.append(byte) }
      text.append(byte)
    }
    text.append(UInt8(ascii: "\""))
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }
}
