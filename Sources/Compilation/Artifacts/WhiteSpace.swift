extension String {
  /// Without white space at both ends, as dbt reads every file.
  var stripped: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    if first.isPlainByte, last.isPlainByte { return self }
    let bytes = utf8
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, bytes[start].isASCIISpace { start = bytes.index(after: start) }
    while start < end, bytes[bytes.index(before: end)].isASCIISpace {
      end = bytes.index(before: end)
    }
    if start == end { return "" }
    guard bytes[start].isPlainByte, bytes[bytes.index(before: end)].isPlainByte else {
      return strippedByCharacter
    }
    return String(self[start..<end])
  }

  /// Its words with one blank between each two.
  var singleSpaced: String {
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isBetween = false
    for byte in utf8 {
      if byte.isASCIISpace {
        isBetween = true
        continue
      }
      if isBetween, !bytes.isEmpty { bytes.append(0x20) }
      isBetween = false
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where characters beyond ASCII stand at an end: some of them are white space, too.
  private var strippedByCharacter: String {
    let isSpace = { (character: Character) in character.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}

extension UInt8 {
  /// A blank, a tab, or what begins a new line or page.
  fileprivate var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// ASCII and no white space.
  fileprivate var isPlainByte: Bool { self < 0x80 && !isASCIISpace }
}
