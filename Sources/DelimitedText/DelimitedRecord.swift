/// The fields of one record, in the reader's own memory: valid until the reader is asked again.
package struct DelimitedRecord {
  /// The physical line the record starts on, from 1.
  package let line: Int
  /// The number of fields.
  package let count: Int
  private let bytes: UnsafePointer<UInt8>
  private let places: UnsafePointer<FieldList.Place>

  init(line: Int, bytes: UnsafePointer<UInt8>, _ fields: FieldList) {
    self.line = line
    self.bytes = bytes
    count = fields.count
    places = UnsafePointer(fields.places)
  }

  /// A field, unescaped, without quotes, in UTF-8. Precondition: `index` in `0..<count`.
  package subscript(index: Int) -> UnsafeRawBufferPointer {
    precondition(index >= 0 && index < count, "a field of the record")
    let place = places[index]
    return UnsafeRawBufferPointer(start: bytes + place.start, count: place.end - place.start)
  }

  /// The field as a string of its own.
  package func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }
}

/// A record that could not be read.
package struct RejectedRecord: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case fieldCount(expected: Int, found: Int)
    case unclosedQuote
    case textAfterQuote
    case invalidUTF8
    case nulByte
    /// Longer than the reader keeps in memory.
    case tooLong(bytes: Int)
  }

  /// The physical line the record starts on, from 1.
  package let line: Int
  /// The record as it stands in the file, without its line end; bytes that no text can hold are
  /// replaced by U+FFFD, and what follows the first 64 KiB is cut off.
  package let text: String
  package let reason: Reason
}

extension RejectedRecord.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .fieldCount(let expected, let found): "expected \(expected) fields, found \(found)"
    case .unclosedQuote: "a quote is opened and never closed"
    case .textAfterQuote: "text follows a closing quote"
    case .invalidUTF8: "not valid UTF-8"
    case .nulByte: "a NUL byte"
    case .tooLong(let bytes): "longer than \(bytes) bytes"
    }
  }
}

/// What a reader finds next.
package enum DelimitedItem {
  case record(DelimitedRecord)
  case rejected(RejectedRecord)
}
