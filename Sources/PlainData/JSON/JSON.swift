package import Diagnostics

/// Plain data as JSON text and back.
package enum JSON {
  /// How the parts of a document are set apart.
  package enum Layout: Hashable, Sendable {
    /// `{"a":1,"b":[1,2]}`
    case compact
    /// `{"a": 1, "b": [1, 2]}`, as Python's `json.dumps` writes it.
    case spaced
    /// One member a line; `indent` spaces per level. Empty containers stay `{}` and `[]`.
    case pretty(indent: Int = 2)
  }

  /// The bytes of `value`; see `JSONWriter` for what numbers and strings become.
  package static func bytes(_ value: PlainValue, layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.write(value)
    return writer.bytes
  }

  /// The text of `value`; see `JSONWriter` for what numbers and strings become.
  package static func text(_ value: PlainValue, layout: Layout = .compact) -> String {
    String(decoding: bytes(value, layout: layout), as: UTF8.self)
  }

  /// The value a JSON document stands for (RFC 8259; a byte-order mark is skipped).
  ///
  /// Whole numbers that fit 64 bits are `.int`, all others `.double`; of a repeated key the last
  /// value counts. `maximumDepth` bounds how deep lists and maps may be nested.
  ///
  /// Throws: `json-syntax`, `json-too-deep`, `json-number-range`, placed at the byte of the mistake.
  package static func read(_ file: SourceFile, maximumDepth: Int = 512) throws(Diagnostic)
    -> PlainValue
  {
    var parser = JSONParser(file, maximumDepth: maximumDepth)
    return try parser.document()
  }
}
