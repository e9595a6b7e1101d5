internal import DelimitedText
internal import Warehouse

/// The records of one file as batches for a raw table, and the rejected ones as a batch of their own.
final class RecordBatches {
  private static let batchRows = 8192
  private static let batchBytes = 4 << 20
  /// Rejected records kept in memory; beyond it they are written before reading goes on.
  private static let rejectedBytes = 4 << 20

  private(set) var isAtEnd = false
  private let reader: DelimitedReader
  private let names: [String]
  private let nullText: [[UInt8]]
  private let sourceFile: [UInt8]
  private let loadedAt: Int64
  private var rejected: [RejectedRecord] = []
  private var rejectedSize = 0

  init(
    _ reader: DelimitedReader, columns: [String], nullText: [String], sourceFile: String,
    loadedAt: Int64
  ) {
    self.reader = reader
    names = columns + RawColumn.provenance.map(\.name)
    self.nullText = nullText.map { Array($0.utf8) }
    self.sourceFile = Array(sourceFile.utf8)
    self.loadedAt = loadedAt
  }

  /// The next rows; nil at the end, or when rejected records have to be taken first.
  func next() throws -> ColumnBatch? {
    let column = RawColumnValues(nullText: nullText, rows: Self.batchRows)
    var columns = [RawColumnValues](repeating: column, count: names.count - 3)
    var lines: [Int64] = []
    lines.reserveCapacity(Self.batchRows)
    var size = 0
    while lines.count < Self.batchRows, size < Self.batchBytes,
      rejectedSize < Self.rejectedBytes
    {
      guard let item = try reader.next() else {
        isAtEnd = true
        break
      }
      switch item {
      case .record(let record):
        lines.append(Int64(record.line))
        for index in columns.indices {
          let field = record[index]
          size += field.count
          columns[index].append(field)
        }
      case .rejected(let record):
        rejected.append(record)
        rejectedSize += record.text.utf8.count + 64
      }
    }
    return lines.isEmpty ? nil : batch(columns, lines)
  }

  /// The rejected records so far; nil when there are none.
  func takeRejected() -> ColumnBatch? {
    guard !rejected.isEmpty else { return nil }
    defer {
      rejected.removeAll()
      rejectedSize = 0
    }
    return ColumnBatch(
      names: RawColumn.rejected.map(\.name),
      columns: [
        sourceFile(rows: rejected.count),
        ColumnVector(.integers(rejected.map { Int64($0.line) })),
        ColumnVector(.texts(TextVector(rejected.map(\.text)))),
        ColumnVector(.texts(TextVector(rejected.map(\.reason.description)))),
        loadedAt(rows: rejected.count),
      ], rowCount: rejected.count)
  }

  private func batch(_ columns: [RawColumnValues], _ lines: [Int64]) -> ColumnBatch {
    let provenance = [
      sourceFile(rows: lines.count), ColumnVector(.integers(lines)), loadedAt(rows: lines.count),
    ]
    return ColumnBatch(
      names: names, columns: columns.map(\.vector) + provenance,
      rowCount: lines.count)
  }

  private func sourceFile(rows: Int) -> ColumnVector {
    var texts = TextVector()
    texts.reserve(rows: rows, bytes: rows * sourceFile.count)
    sourceFile.withUnsafeBytes { bytes in
      for _ in 0..<rows { texts.append(bytes) }
    }
    return ColumnVector(.texts(texts))
  }

  private func loadedAt(rows: Int) -> ColumnVector {
    ColumnVector(.timestamps([Int64](repeating: loadedAt, count: rows)))
  }
}
