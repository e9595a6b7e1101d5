extension TimeZoneRules {
  /// Reads a compiled zone file (RFC 8536, version 2 and later); nil for anything else.
  ///
  /// Years after the file's last change follow its rule for the future, until 2060.
  init?(zoneFile bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0), first.version >= UInt8(ascii: "2") else { return nil }
    let start = first.end(timeSize: 4)
    guard let header = Header(bytes, at: start), bytes.count >= header.end(timeSize: 8) else {
      return nil
    }
    let times = start + Header.size
    let indices = times + header.timeCount * 8
    let types = indices + header.timeCount
    func offset(_ type: Int) -> Int {
      Int(Int32(truncatingIfNeeded: bytes.bigEndian(at: types + type * 6, size: 4)))
    }
    let all = (0..<header.timeCount).map { index in
      Change(
        moment: bytes.bigEndian(at: times + index * 8, size: 8),
        offset: offset(Int(bytes[indices + index])))
    }
    firstOffset = all.last { $0.moment < 0 }?.offset ?? offset(0)
    changes = all.filter { $0.moment >= 0 }
    let footer = bytes[header.end(timeSize: 8)...].split(separator: UInt8(ascii: "\n")).first
    if let footer, let rule = FutureRule(String(decoding: footer, as: UTF8.self)) {
      changes += rule.changes(after: changes.last?.moment ?? 0, until: 2060)
    }
    removeRepetitions()
  }

  /// Drops changes of the zone's name that leave the offset as it is.
  private mutating func removeRepetitions() {
    var before = firstOffset
    changes = changes.filter { change in
      defer { before = change.offset }
      return change.offset != before
    }
  }
}

/// The head of a zone file's part.
private struct Header {
  static let size = 44

  var version: UInt8
  var timeCount: Int
  private var start: Int
  private var rest: (utcCount: Int, standardCount: Int, leapCount: Int, typeCount: Int, names: Int)

  init?(_ bytes: [UInt8], at start: Int) {
    guard bytes.count >= start + Self.size, bytes[start...].starts(with: "TZif".utf8) else {
      return nil
    }
    let counts = (0..<6).map { bytes.bigEndian(at: start + 20 + $0 * 4, size: 4) }
    version = bytes[start + 4]
    self.start = start
    timeCount = counts[3]
    rest = (counts[0], counts[1], counts[2], counts[4], counts[5])
  }

  func end(timeSize: Int) -> Int {
    start + Self.size + timeCount * (timeSize + 1) + rest.typeCount * 6 + rest.names
      + rest.leapCount * (timeSize + 4) + rest.standardCount + rest.utcCount
  }
}

extension [UInt8] {
  fileprivate func bigEndian(at index: Int, size: Int) -> Int {
    guard index + size <= count else { return 0 }
    return Int(self[index..<index + size].reduce(Int64(0)) { ($0 << 8) | Int64($1) })
  }
}
