import DelimitedText
import Diagnostics
import ProjectLoading

extension FileDeclaration {
  /// How the files are written, as the declaration says.
  ///
  /// - Parameter columns: the documented columns, for files without a header line.
  /// Throws: `file-declaration` for what cannot be read.
  func format(columns: [String]) throws(Diagnostic) -> DelimitedFormat {
    var format = DelimitedFormat()
    if let delimiter = try byte(delimiter, "delimiter") { format.delimiter = delimiter }
    if let quote = try byte(quote, "quote") { format.quote = quote }
    switch header {
    case .present: format.header = .firstRecord
    case .absent: format.header = columns.isEmpty ? .none : .names(columns)
    case .names(let names): format.header = .names(names.map(\.value))
    }
    format.encoding = try readEncoding()
    return format
  }

  private func byte(_ character: Character?, _ key: String) throws(Diagnostic) -> UInt8? {
    guard let character else { return nil }
    guard let byte = character.asciiValue else {
      throw Diagnostic(
        code: "file-declaration", "`\(key)` is one ASCII character, not `\(character)`", at: span)
    }
    return byte
  }

  private func readEncoding() throws(Diagnostic) -> DelimitedFormat.Encoding {
    guard let encoding else { return .utf8 }
    let name = encoding.value.lowercased()
    let known: [String: DelimitedFormat.Encoding] = [
      "utf-8": .utf8, "utf8": .utf8, "latin-1": .latin1, "latin1": .latin1, "iso-8859-1": .latin1,
    ]
    if let found = known[name] { return found }
    throw Diagnostic(
      code: "file-declaration", "no encoding is known as `\(encoding.value)`", at: encoding.span,
      help: NearMiss.help(for: name, among: known.keys.sorted()))
  }
}
