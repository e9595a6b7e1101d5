import Diagnostics
import ProjectLoading

/// A file of macros as dbt reads it: blocks count, what stands between them does not.
struct MacroFile {
  /// Where tags stand between the blocks, the file with all but the blocks blanked out, so that places
  /// stay true.
  let source: SourceFile
  /// One for each tag that stands outside of a block.
  let warnings: [Diagnostic]

  private static let blocks: Set = ["macro", "materialization", "test", "data_test"]

  init(_ file: SourceFile) {
    var scanner = TagScanner(file.text)
    var open: TagScanner.Tag?
    var (found, stray): ([Range<Int>], [TagScanner.Tag]) = ([], [])
    while let tag = scanner.next() {
      if let block = open {
        guard tag.name == "end" + block.name else { continue }
        found.append(block.range.lowerBound..<tag.range.upperBound)
        open = nil
      } else if Self.blocks.contains(tag.name) {
        open = tag
      } else {
        stray.append(tag)
      }
    }
    warnings = stray.map { .strayTag($0.name, Span(file, $0.keyword)) }
    // A block without an end is the parser's to explain, and needs the whole text.
    source = open != nil || stray.isEmpty ? file : file.blank(outside: found)
  }
}

extension SourceFile {
  /// The same with everything outside of some ranges of bytes, which ascend, blanked out, so that places stay true.
  func blank(outside kept: [Range<Int>]) -> SourceFile {
    var bytes = Array(text.utf8)
    var start = 0
    for range in kept + [bytes.count..<bytes.count] {
      for index in start..<range.lowerBound where bytes[index] != UInt8(ascii: "\n") {
        bytes[index] = UInt8(ascii: " ")
      }
      start = range.upperBound
    }
    return SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
  }
}

extension Diagnostic {
  fileprivate static func strayTag(_ name: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      .warning, code: "unexpected-block",
      "`\(name)` stands outside of a macro and does nothing", at: span,
      help: NearMiss.help(for: name, among: ["macro", "materialization", "test", "endmacro"])
    ).known(
      as: "Found unexpected '\(name)' block tag. in file `\(span.file.path)`", nil)
  }
}
