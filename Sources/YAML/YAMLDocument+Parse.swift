package import Diagnostics

extension YAMLDocument {
  /// What a key that stands twice in one mapping is.
  package enum DuplicateKeys: Sendable {
    case refused
    /// Kept in `warnings`; the last one counts, as in PyYAML.
    case warned
  }

  /// Parses a file that holds one document, or none.
  ///
  /// Nodes may nest 256 deep, and aliases may expand to twenty times the file, or a million nodes.
  /// Throws: `yaml-…`, one diagnostic: what follows a syntax error cannot be trusted.
  package static func parse(
    _ file: SourceFile, duplicateKeys: DuplicateKeys = .refused
  ) throws(Diagnostic) -> YAMLDocument {
    var text = file.text
    let result = text.withUTF8 { bytes -> Result<YAMLDocument, Diagnostic> in
      do throws(Diagnostic) {
        var composer = Composer(file: file, bytes: bytes, duplicateKeys: duplicateKeys)
        return .success(try composer.compose())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
