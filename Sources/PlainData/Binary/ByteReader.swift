/// Reads what `ByteWriter` wrote; whatever else the bytes hold ends in an error, never in a trap.
package struct ByteReader: Sendable {
  /// The bytes end too early, or say what no writer says.
  package struct Damage: Error {
    package init() {}
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  package init(_ bytes: [UInt8]) { self.init(bytes, in: 0..<bytes.count) }

  /// - Parameter range: lies within the bytes.
  package init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  package var isAtEnd: Bool { position == end }
  /// Of the next byte.
  package var place: Int { position }

  package mutating func byte() throws(Damage) -> UInt8 {
    let range = try take(1)
    return bytes[range.lowerBound]
  }

  package mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(Damage) -> Number {
    let range = try take(MemoryLayout<Number>.size)
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Number.self))
    }
  }

  /// A count of things that take at least `size` bytes each, so that no more are promised than there can be.
  package mutating func count(ofAtLeast size: Int = 1) throws(Damage) -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= (end - position) / max(1, size) else { throw Damage() }
    return count
  }

  package mutating func text() throws(Damage) -> String {
    let range = try raw(count: try count())
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw Damage() }
    return text
  }

  /// The place of the next bytes.
  package mutating func raw(count: Int) throws(Damage) -> Range<Int> { try take(count) }

  package mutating func numbers() throws(Damage) -> [UInt32] {
    let count = try count(ofAtLeast: 4)
    let range = try take(count * 4)
    return bytes.withUnsafeBytes { buffer in
      (0..<count).map { index in
        UInt32(
          littleEndian: buffer.loadUnaligned(
            fromByteOffset: range.lowerBound + index * 4, as: UInt32.self))
      }
    }
  }

  package mutating func list<Element>(
    _ element: (inout ByteReader) throws(Damage) -> Element
  ) throws(Damage) -> [Element] {
    let count = try count()
    var all: [Element] = []
    all.reserveCapacity(count)
    for _ in 0..<count { all.append(try element(&self)) }
    return all
  }

  package mutating func optional<Wrapped>(
    _ value: (inout ByteReader) throws(Damage) -> Wrapped
  ) throws(Damage) -> Wrapped? {
    switch try byte() {
    case 0: return nil
    case 1: return try value(&self)
    default: throw Damage()
    }
  }

  private mutating func take(_ count: Int) throws(Damage) -> Range<Int> {
    guard count >= 0, count <= end - position else { throw Damage() }
    defer { position += count }
    return position..<position + count
  }
}

extension ByteReader {
  /// - Parameter depth: how many levels of lists and maps may still follow.
  package mutating func plainValue(depth: Int = 200) throws(Damage) -> PlainValue {
    guard depth > 0 else { throw Damage() }
    switch try byte() {
    case 0: return .null
    case 1: return .bool(false)
    case 2: return .bool(true)
    case 3: return .int(Int(try number(Int64.self)))
    case 4: return .double(Double(bitPattern: try number(UInt64.self)))
    case 5: return .string(try text())
    case 6:
      return .list(
        try list { (reader) throws(Damage) in try reader.plainValue(depth: depth - 1) })
    case 7:
      let pairs = try list { (reader) throws(Damage) in
        (try reader.text(), try reader.plainValue(depth: depth - 1))
      }
      return .map(PlainMap(pairs))
    default: throw Damage()
    }
  }
}
