package import Diagnostics

/// Reads the records of a delimited file (also gzip) in order, in memory that does not grow with it.
///
/// A record that cannot be read is handed over as such and never ends the reading.
package final class DelimitedReader {
  /// Names in the order of the fields.
  package let columns: [String]
  /// Records handed over so far, rejected ones included; the header is none.
  package private(set) var recordCount = 0

  private let format: DelimitedFormat
  private let scanner: RecordScanner
  private let window: ByteWindow
  private let fields = FieldList()
  private var line = 1

  /// Opens the file and reads its header. `shownPath` stands in messages in place of `path`.
  ///
  /// Throws: `file-unreadable`, `gzip-damaged`, `header-missing`, `header-unreadable`.
  package convenience init(
    path: String, shownAs shownPath: String? = nil, format: DelimitedFormat = DelimitedFormat()
  ) throws(Diagnostic) {
    try self.init(
      window: ByteWindow(InputFile(path: path), encoding: format.encoding), format: format,
      shownPath: shownPath ?? path)
  }

  private init(
    window: ByteWindow, format: DelimitedFormat, shownPath: String
  ) throws(Diagnostic) {
    self.window = window
    self.format = format
    scanner = RecordScanner(format)
    let header = try HeaderReading(window, scanner, format, shownPath)
    columns = header.columns
    line = header.nextLine
  }

  /// The next record, or nil at the end of the file.
  ///
  /// Throws: `file-unreadable`, `gzip-damaged`.
  package func next() throws(Diagnostic) -> DelimitedItem? {
    while true {
      let start = line
      switch try window.scan(scanner, fields) {
      case .end: return nil
      case .broken(let reason):
        recordCount += 1
        let text = window.text(upTo: window.endOfFirstLine)
        line += try window.skipLine()
        return .rejected(RejectedRecord(line: start, text: text, reason: reason))
      case .record(let contentEnd, let next, let lineEnds):
        line += lineEnds
        if isPassedOver(contentEnd) {
          window.advance(to: next)
          continue
        }
        recordCount += 1
        if let reason = reason(contentEnd) {
          let text = window.text(upTo: contentEnd)
          window.advance(to: next)
          return .rejected(RejectedRecord(line: start, text: text, reason: reason))
        }
        return .record(accept(at: start, next: next))
      }
    }
  }

  private func accept(at start: Int, next: Int) -> DelimitedRecord {
    if let quote = format.quote { fields.unescape(in: window.bytes, quote: quote) }
    window.advance(to: next)
    return DelimitedRecord(line: start, bytes: window.bytes, fields)
  }

  /// A blank line holds no record, unless there is one column, which it may leave empty.
  private func isPassedOver(_ contentEnd: Int) -> Bool {
    format.strictness == .strict && contentEnd == window.start && columns.count > 1
  }

  /// Why the record just scanned cannot be handed over.
  private func reason(_ contentEnd: Int) -> RejectedRecord.Reason? {
    if window.mayHoldNUL, window.holdsNUL(upTo: contentEnd) { return .nulByte }
    if window.mayHoldOther, !window.isUTF8(upTo: contentEnd) { return .invalidUTF8 }
    let isTooShort = format.strictness == .strict && fields.count < columns.count
    if isTooShort || fields.count > columns.count {
      return .fieldCount(expected: columns.count, found: fields.count)
    }
    return nil
  }
}
