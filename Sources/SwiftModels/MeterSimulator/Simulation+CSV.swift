internal import Warehouse

extension Simulation {
  /// Writes the output as CSV (RFC 4180, a header, lines end in `\n`), some hundred kilobytes at a time.
  ///
  /// Returns the number of rows. `write` is called on the calling thread; it may throw to stop.
  package func writeCSV(
    threads: Int, _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    let header = table.columns.joined(separator: ",").utf8 + [UInt8(ascii: "\n")]
    try header.withUnsafeBytes(write)
    var rows = 0
    try forEachPart(threads: threads) { batch in
      var text: [UInt8] = []
      CSVText.append(batch, to: &text)
      return (text: text, rowCount: batch.rowCount)
    } _: { part in
      rows += part.rowCount
      if !part.text.isEmpty { try part.text.withUnsafeBytes(write) }
    }
    return rows
  }
}

/// Batches of text columns as lines.
enum CSVText {
  static func append(_ batch: ColumnBatch, to text: inout [UInt8]) {
    let columns = batch.columns.compactMap { column in
      if case .texts(let texts) = column.storage { texts } else { nil }
    }
    if columns.contains(where: { $0.bytes.contains(where: isSpecial) }) {
      appendCarefully(columns, rows: batch.rowCount, to: &text)
    } else {
      appendPlain(columns, rows: batch.rowCount, to: &text)
    }
  }

  /// Nothing needs quotes: the bytes are copied field by field.
  private static func appendPlain(_ columns: [TextVector], rows: Int, to text: inout [UInt8]) {
    let size = columns.reduce(rows * columns.count) { $0 + $1.bytes.count }
    let start = text.count
    text.append(contentsOf: repeatElement(0, count: size))
    text.withUnsafeMutableBufferPointer { buffer in
      // Each column goes to where its fields belong; `starts` are the lines' next free bytes.
      guard let base = buffer.baseAddress else { return }
      var starts = lineStarts(columns, rows: rows, from: start)
      for (index, column) in columns.enumerated() {
        let separator = index == columns.count - 1 ? UInt8(ascii: "\n") : UInt8(ascii: ",")
        copy(column, to: base, &starts, separator)
      }
    }
  }

  private static func copy(
    _ column: TextVector, to base: UnsafeMutablePointer<UInt8>, _ starts: inout [Int],
    _ separator: UInt8
  ) {
    column.bytes.withUnsafeBufferPointer { bytes in
      column.ends.withUnsafeBufferPointer { ends in
        var from = 0
        for row in 0..<ends.count {
          var place = base + starts[row]
          while from < ends[row] {
            place.put(bytes[from])
            from += 1
          }
          place.put(separator)
          starts[row] = place - base
        }
      }
    }
  }

  /// Where each line begins: behind all the fields and separators of the lines before.
  private static func lineStarts(_ columns: [TextVector], rows: Int, from start: Int) -> [Int] {
    var starts = (0..<rows).map { start + $0 * columns.count }
    for column in columns {
      for row in 1..<max(1, rows) { starts[row] += column.ends[row - 1] }
    }
    return starts
  }

  private static func appendCarefully(
    _ columns: [TextVector], rows: Int, to text: inout [UInt8]
  ) {
    for row in 0..<rows {
      for (index, column) in columns.enumerated() {
        let field = column.bytes[column.range(row)]
        if field.contains(where: isSpecial) {
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
