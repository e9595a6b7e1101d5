internal import Diagnostics

/// The names of a file's columns, and the line on which its data start.
struct HeaderReading {
  let columns: [String]
  let nextLine: Int

  /// Takes the header out of `window` where there is one.
  init(
    _ window: ByteWindow, _ scanner: RecordScanner, _ format: DelimitedFormat, _ path: String
  ) throws(Diagnostic) {
    switch format.header {
    case .names(let names):
      columns = names
      nextLine = 1
    case .none:
      let fields = FieldList()
      // Looked at, and left for the first `next()`.
      _ = try window.scan(scanner, fields)
      columns = (0..<fields.count).map { "column\($0 + 1)" }
      nextLine = 1
    case .firstRecord:
      (columns, nextLine) = try Self.readFirstRecord(window, scanner, format, path)
    }
  }

  private static func readFirstRecord(
    _ window: ByteWindow, _ scanner: RecordScanner, _ format: DelimitedFormat, _ path: String
  ) throws(Diagnostic) -> ([String], Int) {
    let fields = FieldList()
    switch try window.scan(scanner, fields) {
    case .end: throw .missing(path)
    case .broken(let reason): throw .unreadable(path, reason)
    case .record(let contentEnd, let next, let lineEnds):
      if window.holdsNUL(upTo: contentEnd) { throw .unreadable(path, .nulByte) }
      if !window.isUTF8(upTo: contentEnd) { throw .unreadable(path, .invalidUTF8) }
      if let quote = format.quote { fields.unescape(in: window.bytes, quote: quote) }
      let record = DelimitedRecord(line: 1, bytes: window.bytes, fields)
      let names = withExtendedLifetime(fields) { (0..<record.count).map(record.text) }
      window.advance(to: next)
      return (names, 1 + lineEnds)
    }
  }
}

extension Diagnostic {
  fileprivate static func missing(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "header-missing", "a file of records must start with the names of its columns",
      at: SourceFile(path: path, text: "").span)
  }

  fileprivate static func unreadable(
    _ path: String, _ reason: RejectedRecord.Reason
  ) -> Diagnostic {
    Diagnostic(
      code: "header-unreadable", "the names of the columns cannot be read: \(reason)",
      at: SourceFile(path: path, text: "").span)
  }
}
