internal import Warehouse

/// Frames of the conversation with a program: a letter, the length of what follows in four bytes, and that.
///
/// A frame of rows, `R`, holds their number in four bytes, and each column: 1 if it has nulls, or 0; then a byte
/// for each row, 0 for null; then the values. Booleans take a byte, integers and doubles eight; of
/// everything else there are texts, first where each ends in four bytes, then their UTF-8. Numbers have their
/// lowest byte first.
enum RowFrame {
  static let rows = UInt8(ascii: "R")
  static let line = UInt8(ascii: "L")
  static let headerLength = 5

  /// The end of an input.
  static let inputEnd: [UInt8] = [UInt8(ascii: "E"), 0, 0, 0, 0]

  static func bytes(of batch: ColumnBatch) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(batch.rowCount * (batch.columns.count + 1) * 9 + 64)
    bytes += [rows, 0, 0, 0, 0]
    append(UInt32(batch.rowCount), to: &bytes)
    for column in batch.columns { append(column, rows: batch.rowCount, to: &bytes) }
    let length = UInt32(bytes.count - headerLength)
    withUnsafeBytes(of: length.littleEndian) { length in
      bytes.replaceSubrange(1..<headerLength, with: length)
    }
    return bytes
  }

  private static func append(_ column: ColumnVector, rows: Int, to bytes: inout [UInt8]) {
    bytes.append(column.validity == nil ? 0 : 1)
    if let validity = column.validity { append(validity, to: &bytes) }
    switch column.storage {
    case .booleans(let values): append(values, to: &bytes)
    case .integers(let values): values.withUnsafeBytes { bytes += $0 }
    case .doubles(let values): values.withUnsafeBytes { bytes += $0 }
    case .decimals(let texts), .texts(let texts):
      for end in texts.ends { append(UInt32(end), to: &bytes) }
      bytes += texts.bytes
    case .dates(let days):
      appendTexts(days, to: &bytes) { CivilTime.append(days: Int($0), to: &$1) }
    case .timestamps(let times):
      appendTexts(times, to: &bytes) { CivilTime.append(microseconds: $0, to: &$1) }
    case .timestampsWithTimeZone(let times):
      appendTexts(times, to: &bytes) {
        CivilTime.append(microseconds: $0, to: &$1)
        $1 += "+00:00".utf8
      }
    }
  }

  /// A byte for each flag.
  private static func append(_ flags: [Bool], to bytes: inout [UInt8]) {
    for flag in flags { bytes.append(flag ? 1 : 0) }
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  private static func appendTexts<Value>(
    _ values: [Value], to bytes: inout [UInt8], _ spell: (Value, inout [UInt8]) -> Void
  ) {
    var texts: [UInt8] = []
    for value in values {
      spell(value, &texts)
      append(UInt32(texts.count), to: &bytes)
    }
    bytes += texts
  }
}
