import PlainData
import Testing

/// Plain data in bytes and out of them.
struct BinaryTests {
  static let values: [PlainValue] = [
    .null, false, true, .int(.min), .int(-1), .int(.max), .double(0.1), .double(-.infinity), "",
    "Grüße \u{0}\u{1F600}", .list([]), .list([.null, .list(["x"])]),
    .map(["b": 1, "a": .map(["": .null])]),
  ]

  private func bytes(of value: PlainValue) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(value)
    return writer.bytes
  }

  @Test(arguments: values) func comesBack(_ value: PlainValue) throws {
    var reader = ByteReader(bytes(of: value))
    #expect(try reader.plainValue() == value)
    #expect(reader.isAtEnd)
  }

  @Test(arguments: values) func endsInAnErrorWhereCutOff(_ value: PlainValue) {
    let whole = bytes(of: value)
    for count in whole.indices {
      var reader = ByteReader(Array(whole[..<count]))
      #expect(throws: ByteReader.Damage.self) { try reader.plainValue() }
    }
  }

  /// A list that holds itself, level by level, and one that promises more than there is.
  @Test(arguments: [
    [UInt8](repeating: 0, count: 0) + (0..<1000).flatMap { _ in [6, 1, 0, 0, 0] },
    [6, 0xFF, 0xFF, 0xFF, 0xFF, 0], [5, 2, 0, 0, 0, 0xC3, 0x28], [9],
  ])
  func refuses(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    #expect(throws: ByteReader.Damage.self) { try reader.plainValue() }
  }
}
