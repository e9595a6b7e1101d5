/// Appends values to bytes, numbers little-endian; `ByteReader` reads them again in the same order.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ byte: UInt8) { bytes.append(byte) }

  package mutating func write<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A count, which must fit into 32 bits.
  package mutating func write(count: Int) { write(UInt32(count)) }

  package mutating func write(_ text: String) {
    write(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func write(raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }

  package mutating func write(_ numbers: [UInt32]) {
    write(count: numbers.count)
    #if _endian(little)
      numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for number in numbers { write(number) }
    #endif
  }

  package mutating func write<Element>(
    list: [Element], _ writeElement: (inout ByteWriter, Element) -> Void
  ) {
    write(count: list.count)
    for element in list { writeElement(&self, element) }
  }

  package mutating func write<Wrapped>(
    optional: Wrapped?, _ writeValue: (inout ByteWriter, Wrapped) -> Void
  ) {
    write(UInt8(optional == nil ? 0 : 1))
    if let optional { writeValue(&self, optional) }
  }
}

extension ByteWriter {
  /// A tree of plain data, its numbers exactly.
  package mutating func write(_ value: PlainValue) {
    switch value {
    case .null: write(UInt8(0))
    case .bool(let flag): write(UInt8(flag ? 2 : 1))
    case .int(let number):
      write(UInt8(3))
      write(Int64(number))
    case .double(let number):
      write(UInt8(4))
      write(number.bitPattern)
    case .string(let text):
      write(UInt8(5))
      write(text)
    case .list(let items):
      write(UInt8(6))
      write(list: items) { $0.write($1) }
    case .map(let map):
      write(UInt8(7))
      write(count: map.count)
      for (key, value) in map {
        write(key)
        write(value)
      }
    }
  }
}
