/// How records and fields are written in a file: RFC 4180 unless said otherwise.
package struct DelimitedFormat: Hashable, Sendable {
  package enum Header: Hashable, Sendable {
    /// The first record holds the names.
    case firstRecord
    /// Every record is data; these are the names.
    case names([String])
    /// Every record is data; columns are called `column1`, `column2` ….
    case none
  }

  package enum Encoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
  }

  /// What is done with records that RFC 4180 does not allow.
  package enum Strictness: Hashable, Sendable {
    /// Records with too few or too many fields, and text after a closing quote, are rejected; blank
    /// lines are passed over.
    case strict
    /// As Python's csv module and agate read: a short or blank record lacks its last fields, text
    /// after a closing quote belongs to the field. Too many fields are rejected.
    case lenient
  }

  /// One byte; default a comma.
  package var delimiter: UInt8
  /// nil: quotes are ordinary text.
  package var quote: UInt8?
  package var header: Header
  package var encoding: Encoding
  package var strictness: Strictness

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""),
    header: Header = .firstRecord, encoding: Encoding = .utf8, strictness: Strictness = .strict
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.header = header
    self.encoding = encoding
    self.strictness = strictness
  }
}
