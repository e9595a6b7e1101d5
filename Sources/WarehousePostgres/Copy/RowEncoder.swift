internal import Warehouse

/// Writes batches as the data of a `COPY … FROM STDIN`: binary where every column has a binary form
/// in the table's type, else as text, which the server parses.
struct RowEncoder {
  enum Format: String {
    case binary, text
  }

  struct Target {
    let name: String
    let type: ServerType
  }

  let format: Format
  private let targets: [Target]

  /// `first` decides the format; the batches after it have columns of the same types.
  init(_ targets: [Target], first: ColumnBatch) {
    self.targets = targets
    let isBinary = targets.allSatisfy { target in
      guard let type = target.type.wireType, let column = first[target.name] else { return false }
      return FieldEncoder(column.storage, as: type) != nil
    }
    format = isBinary ? .binary : .text
  }

  /// What stands before the first row.
  func appendHeader(to buffer: CopyBuffer) {
    guard format == .binary else { return }
    buffer.append("PGCOPY\n")
    for byte: UInt8 in [0xFF, 0x0D, 0x0A, 0x00] { buffer.append(byte) }
    // No flags, no extension.
    buffer.append(Int64(0))
  }

  func appendTrailer(to buffer: CopyBuffer) {
    if format == .binary { buffer.append(Int16(-1)) }
  }

  /// Appends the rows of `batch`; `flush` is called whenever the buffer holds a good deal.
  func append(
    _ batch: ColumnBatch, to buffer: CopyBuffer, flush: () throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    let columns = try targets.map { target throws(DatabaseError) in
      guard let column = batch[target.name] else { throw Self.missing(target.name) }
      return column
    }
    switch format {
    case .binary: try appendBinary(columns, rows: batch.rowCount, to: buffer, flush: flush)
    case .text: try appendText(columns, rows: batch.rowCount, to: buffer, flush: flush)
    }
  }

  private func appendBinary(
    _ columns: [ColumnVector], rows: Int, to buffer: CopyBuffer,
    flush: () throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    var encoders: [FieldEncoder] = []
    for (column, target) in zip(columns, targets) {
      guard let type = target.type.wireType,
        let encoder = FieldEncoder(column.storage, as: type)
      else { throw Self.changed(target.name) }
      encoders.append(encoder)
    }
    for row in 0..<rows {
      buffer.append(Int16(encoders.count))
      for column in encoders.indices {
        if let validity = columns[column].validity, !validity[row] {
          buffer.append(Int32(-1))
        } else if !encoders[column].append(row, to: buffer) {
          throw Self.outOfRange(columns[column][row], targets[column])
        }
      }
      if buffer.count > 1 << 17 { try flush() }
    }
  }

  private func appendText(
    _ columns: [ColumnVector], rows: Int, to buffer: CopyBuffer,
    flush: () throws(DatabaseError) -> Void
  ) throws(DatabaseError) {
    for row in 0..<rows {
      for (index, column) in columns.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: "\t")) }
        CopyText.append(ValueText.text(of: column[row]), to: buffer)
      }
      buffer.append(UInt8(ascii: "\n"))
      if buffer.count > 1 << 17 { try flush() }
    }
  }
}

extension RowEncoder {
  fileprivate static func missing(_ name: String) -> DatabaseError {
    DatabaseError(.statement, "the rows to append have no column `\(name)`", code: "42703")
  }

  fileprivate static func changed(_ name: String) -> DatabaseError {
    DatabaseError(
      .statement, "column `\(name)` changes its type from one batch to the next", code: "42804")
  }

  fileprivate static func outOfRange(_ value: SQLValue, _ target: Target) -> DatabaseError {
    let text = ValueText.text(of: value) ?? "null"
    let type = target.type.knownName ?? "its type"
    return DatabaseError(
      .statement, "`\(text)` is out of range for column `\(target.name)` of type \(type)",
      code: "22003")
  }
}

/// Fields of COPY's text format.
private enum CopyText {
  static func append(_ text: String?, to buffer: CopyBuffer) {
    guard let text else { return buffer.append("\\N") }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): buffer.append("\\\\")
      case UInt8(ascii: "\n"): buffer.append("\\n")
      case UInt8(ascii: "\r"): buffer.append("\\r")
      case UInt8(ascii: "\t"): buffer.append("\\t")
      default: buffer.append(byte)
      }
    }
  }
}
