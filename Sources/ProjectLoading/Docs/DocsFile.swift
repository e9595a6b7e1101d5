import Diagnostics
import Jinja

/// Finds the `{% docs name %} … {% enddocs %}` blocks of a markdown file.
struct DocsFile {
  private let file: TextFile
  private let bytes: [UInt8]
  private var problems: [Diagnostic] = []

  private struct Tag {
    let words: [(text: String, range: Range<Int>)]
    let range: Range<Int>
  }

  init(_ file: TextFile) {
    self.file = file
    bytes = Array(file.text.utf8)
  }

  static func read(_ file: TextFile) -> (blocks: [DocsBlock], problems: [Diagnostic]) {
    var reader = DocsFile(file)
    let blocks = reader.blocks()
    return (blocks, reader.problems)
  }

  private mutating func blocks() -> [DocsBlock] {
    var blocks: [DocsBlock] = []
    var position = 0
    while let open = nextTag(from: position, ["docs", "enddocs"]) {
      position = open.range.upperBound
      guard open.words[0].text == "docs" else {
        problems.append(.strayEnd(span(open.range)))
        continue
      }
      guard let close = nextTag(from: position, ["docs", "enddocs"]),
        close.words[0].text == "enddocs"
      else {
        problems.append(.unclosedDocs(span(open.range)))
        continue
      }
      if let block = block(open, close) { blocks.append(block) }
      position = close.range.upperBound
    }
    return blocks
  }

  private mutating func block(_ open: Tag, _ close: Tag) -> DocsBlock? {
    guard open.words.count == 2 else {
      problems.append(.docsName(span(open.range)))
      return nil
    }
    let name = open.words[1]
    let text = rendered(span(open.range.upperBound..<close.range.lowerBound))
    return DocsBlock(
      name: Located(name.text, at: span(name.range)), text: text.trimmed, file: file)
  }

  /// The text with the Jinja in it rendered, which knows no names: `{% raw %}`, comments, literals.
  private mutating func rendered(_ span: Span) -> String {
    let text = span.text
    guard ValueRenderer.holdsJinja(text.utf8) else { return text }
    let source = SourceFile(path: span.file.path, text: text)
    do {
      return try Environment().compile(source).render().text
    } catch let problem as Diagnostic {
      problems.append(problem.moved(from: source, to: span))
    } catch let several as Diagnostics {
      problems += several.all.map { $0.moved(from: source, to: span) }
    } catch {
      problems.append(Diagnostic(code: "template", "\(error)", at: span))
    }
    return text
  }

  private func span(_ range: Range<Int>) -> Span { Span(file.source, range) }

  /// The next `{% keyword … %}` whose keyword is one of `keywords`; not in `raw`, not in comments.
  private func nextTag(from start: Int, _ keywords: [String]) -> Tag? {
    var position = start
    while let open = nextOpening(from: position) {
      if bytes[open + 1] == UInt8(ascii: "#") {
        guard let close = find("#}", from: open + 2) else { return nil }
        position = close + 2
        continue
      }
      guard let close = find("%}", from: open + 2) else { return nil }
      let words = words(in: trimDashes(open + 2..<close))
      position = close + 2
      switch words.first?.text {
      case "raw": position = endOfRaw(from: close + 2)
      case let word? where keywords.contains(word):
        return Tag(words: words, range: open..<close + 2)
      default: break
      }
    }
    return nil
  }

  /// The next `{%` or `{#`.
  private func nextOpening(from start: Int) -> Int? {
    var position = start
    while position + 1 < bytes.count {
      let next = bytes[position + 1]
      if bytes[position] == UInt8(ascii: "{"),
        next == UInt8(ascii: "%") || next == UInt8(ascii: "#")
      {
        return position
      }
      position += 1
    }
    return nil
  }

  private func endOfRaw(from start: Int) -> Int {
    var position = start
    while let open = find("{%", from: position), let close = find("%}", from: open + 2) {
      position = close + 2
      if words(in: trimDashes(open + 2..<close)).first?.text == "endraw" { return position }
    }
    return bytes.count
  }

  /// Without the `-` of `{%-` and `-%}`.
  private func trimDashes(_ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    if lower < upper, bytes[lower] == UInt8(ascii: "-") { lower += 1 }
    if lower < upper, bytes[upper - 1] == UInt8(ascii: "-") { upper -= 1 }
    return lower..<upper
  }

  private func words(in range: Range<Int>) -> [(text: String, range: Range<Int>)] {
    bytes[range].split { $0 == UInt8(ascii: " ") || $0 < 0x20 }.map {
      (String(decoding: $0, as: UTF8.self), $0.startIndex..<$0.endIndex)
    }
  }

  private func find(_ pair: StaticString, from start: Int) -> Int? {
    let first = pair.utf8Start[0]
    let second = pair.utf8Start[1]
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == first, bytes[position + 1] == second { return position }
      position += 1
    }
    return nil
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
    return String(self[start..<end])
  }
}

extension Diagnostic {
  fileprivate static func unclosedDocs(_ span: Span) -> Diagnostic {
    Diagnostic(code: "docs-block", "this `docs` block has no `{% enddocs %}`", at: span)
  }

  fileprivate static func strayEnd(_ span: Span) -> Diagnostic {
    Diagnostic(code: "docs-block", "there is no `docs` block that this could end", at: span)
  }

  fileprivate static func docsName(_ span: Span) -> Diagnostic {
    Diagnostic(code: "docs-block", "a `docs` block has one name: `{% docs name %}`", at: span)
  }
}
