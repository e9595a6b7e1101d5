import Diagnostics
import YAML

extension FileDeclaration {
  /// Reads `files:` of a source table, or `external: {location: …}` when that is a local path.
  static func read(_ reader: inout MappingReader) -> FileDeclaration? {
    let own = reader.strings("files")
    guard let node = own.isEmpty ? reader.node["external"] : reader.node else {
      reader.expect(keys)
      return nil
    }
    var entry = own.isEmpty ? MappingReader(node, subject: "`external`") : reader
    let globs = own.isEmpty ? entry.strings("location").filter { isLocal($0.value) } : own
    let declaration = globs.isEmpty ? nil : FileDeclaration(globs: globs, &entry)
    if own.isEmpty { reader.problems += entry.problems } else { reader = entry }
    reader.expect(keys)
    return declaration
  }

  private init(globs: [Located<String>], _ reader: inout MappingReader) {
    self.init(
      globs: globs, delimiter: reader.character("delimiter"), quote: reader.character("quote"),
      header: reader.header(), nullText: reader.nullText(), encoding: reader.string("encoding"),
      span: globs[0].span)
  }

  /// dbt-external-tables names buckets here; they are not ours to read.
  private static func isLocal(_ location: String) -> Bool {
    !location.contains("://") && !location.hasPrefix("@")
  }

  private static let keys = ["delimiter", "quote", "header", "null_text", "encoding"]
}

extension MappingReader {
  /// One character; `tab` is a name for what YAML writes as `"\t"`.
  fileprivate mutating func character(_ key: String) -> Character? {
    guard let string = string(key) else { return nil }
    if string.value == "tab" || string.value == "\\t" { return "\t" }
    if string.value.utf8.count == 1 { return string.value.first }
    problems.append(
      Diagnostic(
        code: "unknown-value", "`\(key)` is one ASCII character", at: string.span))
    return nil
  }

  fileprivate mutating func header() -> FileDeclaration.Header {
    guard let node = node("header") else { return .present }
    if let isPresent = node.bool { return isPresent ? .present : .absent }
    guard node.kind == .sequence else {
      problems.append(.wrongType(node, "`header`", wanted: "true, false or a list of names"))
      return .present
    }
    return .names(strings("header"))
  }

  fileprivate mutating func nullText() -> [String] {
    strings("null_text").map(\.value)
  }
}
