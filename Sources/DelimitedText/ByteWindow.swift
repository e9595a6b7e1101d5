internal import Diagnostics

/// The part of a file that is in memory: the record being read and what was read ahead.
final class ByteWindow {
  enum Scan {
    case record(contentEnd: Int, next: Int, lineEnds: Int)
    case broken(RejectedRecord.Reason)
    case end
  }

  /// A record longer than this is rejected; only an unclosed quote makes one in practice.
  static let longestRecord = 16 << 20
  private static let firstCapacity = 1 << 18
  private static let longestText = 1 << 16

  /// One more byte than `capacity`: the scanner wants a line feed after the last one.
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  /// Where the record being read starts.
  private(set) var start = 0
  /// Whether there may be NUL bytes, or bytes beyond ASCII, between `start` and the end.
  private(set) var mayHoldNUL = false
  private(set) var mayHoldOther = false

  private let file: InputFile
  private let encoding: DelimitedFormat.Encoding
  private var capacity = firstCapacity
  private var end = 0
  private var isLast = false

  init(_ file: InputFile, encoding: DelimitedFormat.Encoding) throws(Diagnostic) {
    self.file = file
    self.encoding = encoding
    bytes = .allocate(capacity: capacity + 1)
    while end < 3, !isLast { try fill() }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if encoding == .utf8, end >= 3, (0..<3).allSatisfy({ bytes[$0] == mark[$0] }) { start = 3 }
  }

  deinit { bytes.deallocate() }

  /// Finds the end of the record at `start`, reading on as needed.
  func scan(_ scanner: RecordScanner, _ fields: FieldList) throws(Diagnostic) -> Scan {
    while true {
      if start == end, isLast { return .end }
      switch scanner.scan(bytes, from: start, to: end, isLast: isLast, into: fields) {
      case .record(let contentEnd, let next, let lineEnds):
        return .record(contentEnd: contentEnd, next: next, lineEnds: lineEnds)
      case .unclosedQuote: return .broken(.unclosedQuote)
      case .textAfterQuote:
        if try firstLineIsWhole() { return .broken(.textAfterQuote) }
      case .incomplete:
        if end - start >= Self.longestRecord { return .broken(reasonOfLength) }
        try fill()
      }
    }
  }

  func advance(to next: Int) { start = next }

  /// Where the physical line at `start` ends, as far as it is in memory.
  var endOfFirstLine: Int { (start..<end).first { Self.isLineEnd(bytes[$0]) } ?? end }

  /// Leaves the physical line at `start` out; returns 1 when a line end was passed.
  func skipLine() throws(Diagnostic) -> Int {
    while true {
      start = endOfFirstLine
      if start < end, bytes[start] == UInt8(ascii: "\n") {
        start += 1
        return 1
      }
      // A line feed that belongs to a carriage return may still have to be read.
      if start < end, start + 1 < end || isLast {
        start += start + 1 < end && bytes[start + 1] == UInt8(ascii: "\n") ? 2 : 1
        return 1
      }
      if isLast { return 0 }
      try fill()
    }
  }

  /// The bytes from `start` as text, for people.
  func text(upTo contentEnd: Int) -> String {
    let count = min(contentEnd - start, Self.longestText)
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: count), as: UTF8.self)
    return text.utf8.contains(0)
      ? String(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : Character($0) }) : text
  }

  func holdsNUL(upTo contentEnd: Int) -> Bool {
    (start..<contentEnd).contains { bytes[$0] == 0 }
  }

  func isUTF8(upTo contentEnd: Int) -> Bool {
    let record = UnsafeBufferPointer(start: bytes + start, count: contentEnd - start)
    if !ByteCheck(UnsafeRawBufferPointer(record)).hasOther { return true }
    return (try? UTF8Span(validating: record.span)) != nil
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Reads on until the line at `start` ends in memory; false when it had to be scanned anew.
  private func firstLineIsWhole() throws(Diagnostic) -> Bool {
    if isLast || endOfFirstLine < end || end - start >= Self.longestRecord { return true }
    try fill()
    return false
  }

  /// The record fills the window: because of an unclosed quote, or because its line does.
  private var reasonOfLength: RejectedRecord.Reason {
    endOfFirstLine < end ? .unclosedQuote : .tooLong(bytes: Self.longestRecord)
  }

  /// Fills the window behind what is there, which moves to the front: a record that does not fit is
  /// scanned again only when the window has doubled.
  private func fill() throws(Diagnostic) {
    let kept = end - start
    if start > 0 { bytes.update(from: bytes + start, count: kept) }
    start = 0
    end = kept
    if kept == 0 { (mayHoldNUL, mayHoldOther) = (false, false) }
    if capacity - kept < capacity / 2 { grow() }
    while capacity - end > 1, !isLast {
      let count = try encoding == .utf8 ? fillUTF8() : fillLatin1()
      let check = ByteCheck(UnsafeRawBufferPointer(start: bytes + end, count: count))
      mayHoldNUL = mayHoldNUL || check.hasNUL
      mayHoldOther = mayHoldOther || check.hasOther
      end += count
      isLast = count == 0
    }
    bytes[end] = UInt8(ascii: "\n")
  }

  private func fillUTF8() throws(Diagnostic) -> Int {
    try file.read(
      into: UnsafeMutableRawBufferPointer(start: bytes + end, count: capacity - end))
  }

  /// Every byte from 0x80 on becomes two: half of the room is read into its far end.
  private func fillLatin1() throws(Diagnostic) -> Int {
    let half = (capacity - end) / 2
    let raw = bytes + (capacity - half)
    let count = try file.read(into: UnsafeMutableRawBufferPointer(start: raw, count: half))
    var write = end
    for index in 0..<count {
      let byte = raw[index]
      if byte < 0x80 {
        bytes[write] = byte
        write += 1
      } else {
        bytes[write] = 0xC0 | byte >> 6
        bytes[write + 1] = 0x80 | byte & 0x3F
        write += 2
      }
    }
    return write - end
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + 1)
    larger.update(from: bytes, count: end)
    bytes.deallocate()
    bytes = larger
    capacity *= 2
  }
}
