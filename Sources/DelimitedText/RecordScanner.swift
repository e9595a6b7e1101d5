/// Finds the fields of one record; knows nothing of files, encodings or columns.
struct RecordScanner {
  enum Outcome: Equatable {
    /// `next` is where the following record starts, `contentEnd` where this one's line end stands;
    /// `lineEnds` were passed.
    case record(contentEnd: Int, next: Int, lineEnds: Int)
    /// The record does not end within the bytes given.
    case incomplete
    case unclosedQuote
    case textAfterQuote
  }

  private enum ByteClass {
    static let text: UInt8 = 0
    static let delimiter: UInt8 = 1
    static let lineEnd: UInt8 = 2
  }

  private let delimiter: UInt8
  private let quote: UInt8?
  private let isStrict: Bool
  private let classes: [UInt8]

  init(_ format: DelimitedFormat) {
    delimiter = format.delimiter
    quote = format.quote
    isStrict = format.strictness == .strict
    var classes = [UInt8](repeating: ByteClass.text, count: 256)
    classes[Int(UInt8(ascii: "\n"))] = ByteClass.lineEnd
    classes[Int(UInt8(ascii: "\r"))] = ByteClass.lineEnd
    classes[Int(format.delimiter)] = ByteClass.delimiter
    self.classes = classes
  }

  /// Scans from `start`; `bytes[end]` must exist and be a line feed, so that no loop needs a second
  /// condition. `isLast` says that nothing comes after `end`.
  func scan(
    _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool,
    into fields: FieldList
  ) -> Outcome {
    fields.removeAll()
    return classes.withUnsafeBufferPointer { classes in
      var position = start
      var lineEnds = 0
      while true {
        let fieldStart = position
        if let quote, bytes[position] == quote, position < end {
          let outcome = scanQuoted(
            bytes, &position, end, isLast, quote, classes, &lineEnds, fields)
          if let outcome { return outcome }
        } else {
          while classes[Int(bytes[position])] == ByteClass.text { position += 1 }
          if position == end, !isLast { return .incomplete }
          fields.append(start: fieldStart, end: position, quoting: .none)
        }
        if position < end, bytes[position] == delimiter {
          position += 1
          continue
        }
        return finish(bytes, at: position, end, isLast, lineEnds)
      }
    }
  }

  /// The line end at `position` (or the end of the file) closes the record.
  private func finish(
    _ bytes: UnsafePointer<UInt8>, at position: Int, _ end: Int, _ isLast: Bool, _ lineEnds: Int
  ) -> Outcome {
    if position == end { return .record(contentEnd: end, next: end, lineEnds: lineEnds) }
    var next = position + 1
    if bytes[position] == UInt8(ascii: "\r") {
      if next == end, !isLast { return .incomplete }
      if next < end, bytes[next] == UInt8(ascii: "\n") { next += 1 }
    }
    return .record(contentEnd: position, next: next, lineEnds: lineEnds + 1)
  }

  /// Scans a field that starts with a quote; nil when it ended well, at `position`.
  private func scanQuoted(
    _ bytes: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int, _ isLast: Bool,
    _ quote: UInt8, _ classes: UnsafeBufferPointer<UInt8>, _ lineEnds: inout Int,
    _ fields: FieldList
  ) -> Outcome? {
    let open = position
    var isEscaped = false
    position += 1
    while true {
      while position < end, bytes[position] != quote {
        if isLineEnd(bytes, position, end) { lineEnds += 1 }
        position += 1
      }
      if position == end { return isLast ? .unclosedQuote : .incomplete }
      position += 1
      if position == end, !isLast { return .incomplete }
      guard position < end, bytes[position] == quote else { break }
      isEscaped = true
      position += 1
    }
    if position == end || classes[Int(bytes[position])] != ByteClass.text {
      fields.append(start: open + 1, end: position - 1, quoting: isEscaped ? .pairs : .none)
      return nil
    }
    if isStrict { return .textAfterQuote }
    while classes[Int(bytes[position])] == ByteClass.text { position += 1 }
    if position == end, !isLast { return .incomplete }
    fields.append(start: open, end: position, quoting: .opened)
    return nil
  }

  /// A carriage return before a line feed is not counted: the line feed is.
  private func isLineEnd(_ bytes: UnsafePointer<UInt8>, _ position: Int, _ end: Int) -> Bool {
    switch bytes[position] {
    case UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): position + 1 < end && bytes[position + 1] != UInt8(ascii: "\n")
    default: false
    }
  }
}
