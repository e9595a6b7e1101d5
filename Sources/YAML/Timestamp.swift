/// Recognises the dates and times of YAML 1.1, as PyYAML's resolver does.
enum Timestamp {
  /// `2024-01-31`, or `2024-1-31 12:00:00.5 +02:00` with `T`, `t` or blanks before the time.
  static func matches(_ text: ArraySlice<UInt8>) -> Bool {
    var scanner = Scanner(text)
    guard scanner.digits(4...4), scanner.byte("-") else { return false }
    let monthStart = scanner.position
    guard scanner.digits(1...2), scanner.byte("-") else { return false }
    let dayStart = scanner.position
    guard scanner.digits(1...2) else { return false }
    if scanner.isAtEnd {
      return dayStart - monthStart == 3 && scanner.position - dayStart == 2
    }
    return scanner.separator() && scanner.time() && scanner.zone() && scanner.isAtEnd
  }
}

private struct Scanner {
  private let text: ArraySlice<UInt8>
  private(set) var position: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var isAtEnd: Bool { position == text.endIndex }

  mutating func byte(_ wanted: Unicode.Scalar) -> Bool {
    guard !isAtEnd, text[position] == UInt8(ascii: wanted) else { return false }
    position += 1
    return true
  }

  mutating func digits(_ count: ClosedRange<Int>) -> Bool {
    var seen = 0
    while seen < count.upperBound, !isAtEnd, Number.isDigit(text[position]) {
      position += 1
      seen += 1
    }
    return count.contains(seen)
  }

  mutating func blanks() -> Bool {
    let start = position
    while byte(" ") || byte("\t") {}
    return position > start
  }

  mutating func separator() -> Bool { byte("T") || byte("t") || blanks() }

  mutating func time() -> Bool {
    guard digits(1...2), byte(":"), digits(2...2), byte(":"), digits(2...2) else { return false }
    return !byte(".") || digits(0...Int.max - 1)
  }

  mutating func zone() -> Bool {
    if isAtEnd { return true }
    _ = blanks()
    if byte("Z") { return true }
    guard byte("+") || byte("-"), digits(1...2) else { return false }
    return !byte(":") || digits(2...2)
  }
}
