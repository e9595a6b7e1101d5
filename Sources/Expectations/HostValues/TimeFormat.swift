/// A format of Python's `strptime`, and whether texts are of it.
///
/// Directives: `%Y %y %m %d %H %I %M %S %f %j %p %a %A %b %B %z %Z %U %W %w %u %%`, `%D` stands for
/// none. White space stands for any white space, as in Python's documentation of `strptime`.
struct TimeFormat: Sendable {
  private enum Part: Sendable {
    case literal(UInt8)
    case space
    case directive(UInt8)
  }

  private let parts: [Part]

  /// nil where the format has an unknown directive.
  init?(_ format: String) {
    var parts: [Part] = []
    var bytes = Array(format.utf8)[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let directive = bytes.popFirst(), Self.directives.contains(directive) else {
          return nil
        }
        parts.append(directive == byte ? .literal(byte) : .directive(directive))
      } else {
        parts.append(TimeScanner.isSpace(byte) ? .space : .literal(byte))
      }
    }
    self.parts = parts
  }

  private static let directives = Set("YymdHIMSfjpaAbBzZUWwu%".utf8)

  /// Whether the whole text is of the format and names a day and a time that exist.
  func matches(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      match(parts[...], TimeScanner(bytes: bytes), TimeFields()) ?? false
    }
  }

  /// Tries the longer reading of a number first, then shorter ones, as regular expressions do; nil where
  /// none fits. As in Python, the first that fits decides, whether its day and time exist or not.
  private func match(_ parts: ArraySlice<Part>, _ scanner: TimeScanner, _ fields: TimeFields)
    -> Bool?
  {
    guard let part = parts.first else { return scanner.isAtEnd ? fields.exist : nil }
    let rest = parts.dropFirst()
    switch part {
    case .literal(let byte):
      var scanner = scanner
      return scanner.skip(byte) ? match(rest, scanner, fields) : nil
    case .space:
      var scanner = scanner
      return scanner.skipSpaces() ? match(rest, scanner, fields) : nil
    case .directive(let directive):
      for reading in TimeField.readings(of: directive, scanner) {
        var fields = fields
        fields.set(directive, reading.value)
        if let verdict = match(rest, reading.scanner, fields) { return verdict }
      }
      return nil
    }
  }
}
