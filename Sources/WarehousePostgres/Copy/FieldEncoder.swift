internal import Warehouse

/// Writes the values of one column of a batch as fields of a binary COPY.
enum FieldEncoder {
  case booleans([Bool])
  case int2([Int64])
  case int4([Int64])
  case int8([Int64])
  case float4([Double])
  case float8([Double])
  case integersAsFloat8([Int64])
  case integersAsNumeric([Int64])
  case numeric(TextVector)
  case text(TextVector)
  case dates([Int32])
  case times([Int64])

  /// nil when the values of the vector have no binary form in the column's type.
  init?(_ storage: ColumnVector.Storage, as type: WireType) {
    switch (storage, type) {
    case (.booleans(let values), .boolean): self = .booleans(values)
    case (.integers(let values), .int2): self = .int2(values)
    case (.integers(let values), .int4): self = .int4(values)
    case (.integers(let values), .int8): self = .int8(values)
    case (.integers(let values), .float8): self = .integersAsFloat8(values)
    case (.integers(let values), .numeric): self = .integersAsNumeric(values)
    case (.doubles(let values), .float4): self = .float4(values)
    case (.doubles(let values), .float8): self = .float8(values)
    case (.decimals(let values), .numeric): self = .numeric(values)
    case (.texts(let values), .text), (.texts(let values), .varchar),
      (.texts(let values), .bpchar):
      self = .text(values)
    case (.dates(let values), .date): self = .dates(values)
    case (.timestamps(let values), .timestamp): self = .times(values)
    case (.timestampsWithTimeZone(let values), .timestampWithTimeZone): self = .times(values)
    default: return nil
    }
  }

  /// Appends the field of `row`, its length first; false when the value does not fit the type.
  @inline(__always)
  func append(_ row: Int, to buffer: CopyBuffer) -> Bool {
    switch self {
    case .booleans(let values):
      buffer.append(Int32(1))
      buffer.append(values[row] ? 1 as UInt8 : 0)
    case .int2(let values): return append(Int16(exactly: values[row]), to: buffer)
    case .int4(let values): return append(Int32(exactly: values[row]), to: buffer)
    case .int8(let values): return append(values[row], to: buffer)
    case .float4(let values):
      let value = Float(values[row])
      guard value.isFinite || !values[row].isFinite else { return false }
      return append(value.bitPattern, to: buffer)
    case .float8(let values): return append(values[row].bitPattern, to: buffer)
    case .integersAsFloat8(let values):
      return append(Double(values[row]).bitPattern, to: buffer)
    case .integersAsNumeric(let values):
      return appendNumeric(Array(String(values[row]).utf8)[...], to: buffer)
    case .numeric(let texts): return appendNumeric(texts.bytes[texts.range(row)], to: buffer)
    case .text(let texts): appendText(texts, row, to: buffer)
    case .dates(let values): return append(Self.wireDate(values[row]), to: buffer)
    case .times(let values): return append(Self.wireTime(values[row]), to: buffer)
    }
    return true
  }

  private func append<Value: FixedWidthInteger>(_ value: Value?, to buffer: CopyBuffer) -> Bool {
    guard let value else { return false }
    buffer.append(Int32(MemoryLayout<Value>.size))
    buffer.append(value)
    return true
  }

  private func appendText(_ texts: TextVector, _ row: Int, to buffer: CopyBuffer) {
    let range = texts.range(row)
    buffer.append(Int32(range.count))
    texts.bytes.withUnsafeBytes { bytes in
      buffer.append(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
  }

  private func appendNumeric(_ digits: ArraySlice<UInt8>, to buffer: CopyBuffer) -> Bool {
    let start = buffer.count
    buffer.append(Int32(0))
    guard NumericFormat.append(digits, to: buffer) else { return false }
    buffer.replace(at: start, with: Int32(buffer.count - start - 4))
    return true
  }

  /// nil when PostgreSQL's count from 2000 cannot hold the day.
  private static func wireDate(_ days: Int32) -> Int32? {
    if days == .max || days == .min { return days }
    let (wire, isTooFar) = days.subtractingReportingOverflow(ColumnBuilder.epochDays)
    return isTooFar ? nil : wire
  }

  private static func wireTime(_ microseconds: Int64) -> Int64? {
    if microseconds == .max || microseconds == .min { return microseconds }
    let (wire, isTooFar) = microseconds.subtractingReportingOverflow(
      ColumnBuilder.epochMicroseconds)
    return isTooFar ? nil : wire
  }
}
