package import Diagnostics

/// A node of a YAML document, with its place in the file.
///
/// A small value that points into the shared document; copying one copies two words.
package struct YAMLNode: Sendable {
  package enum Kind: UInt8, Sendable {
    case scalar, sequence, mapping
  }

  /// How a node was written.
  package enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    /// Collections: indented lines, or `[a, b]` and `{a: b}`.
    case block, flow
  }

  package let document: YAMLDocument
  let index: Int32

  var record: NodeRecord { document.records[Int(index)] }

  package var kind: Kind { record.kind }
  package var style: Style { record.style }
  package var file: SourceFile { document.file }

  /// Scalars with their quotes; collections from the first member to the end of the last one.
  package var span: Span {
    let record = record
    return Span(document.file, Int(record.start)..<Int(record.end))
  }

  /// The tag written before the node (`!vault`, `tag:yaml.org,2002:str`), or nil.
  package var tag: String? {
    let tag = record.tag
    return tag < 0 ? nil : document.tags[Int(tag)]
  }

  /// The decoded text of a scalar, before any interpretation (`"yes"`, `"007"`); nil for collections.
  package var text: String? {
    let record = record
    guard record.kind == .scalar else { return nil }
    return String(
      decoding: document.text[Int(record.first)..<Int(record.first + record.count)], as: UTF8.self)
  }

  /// Where the text of a scalar stands in the file byte by byte, without its quotes.
  ///
  /// Nil where the decoded text differs from the file's: escapes, folded lines, block scalars.
  package var verbatimSpan: Span? {
    let record = record
    guard record.kind == .scalar, record.isVerbatim else { return nil }
    let quote: Int32 = record.style == .plain ? 0 : 1
    return Span(document.file, Int(record.start + quote)..<Int(record.end - quote))
  }

  /// The items of a sequence; empty for anything else.
  package var items: Items {
    let record = record
    return Items(
      document: document, first: record.first, count: record.kind == .sequence ? record.count : 0)
  }

  /// The pairs of a mapping in the order written, merge keys expanded; empty for anything else.
  package var pairs: Pairs {
    let record = record
    return Pairs(
      document: document, first: record.first, count: record.kind == .mapping ? record.count : 0)
  }

  /// The value of the mapping's key that is written `key`; nil when there is none.
  package subscript(key: String) -> YAMLNode? {
    document.member(index, key).map { YAMLNode(document: document, index: $0) }
  }

  /// Whether the scalar's decoded text is `text`.
  package func hasText(_ text: String) -> Bool {
    document.hasText(index, text)
  }
}

extension YAMLNode {
  /// The items of a sequence.
  package struct Items: RandomAccessCollection, Sendable {
    let document: YAMLDocument
    let first: Int32
    let count32: Int32

    init(document: YAMLDocument, first: Int32, count: Int32) {
      self.document = document
      self.first = first
      count32 = count
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(count32) }
    package subscript(position: Int) -> YAMLNode {
      YAMLNode(document: document, index: document.members[Int(first) + position])
    }
  }

  /// The pairs of a mapping.
  package struct Pairs: RandomAccessCollection, Sendable {
    let document: YAMLDocument
    let first: Int32
    let count32: Int32

    init(document: YAMLDocument, first: Int32, count: Int32) {
      self.document = document
      self.first = first
      count32 = count
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(count32) / 2 }
    package subscript(position: Int) -> (key: YAMLNode, value: YAMLNode) {
      let at = Int(first) + 2 * position
      return (
        YAMLNode(document: document, index: document.members[at]),
        YAMLNode(document: document, index: document.members[at + 1])
      )
    }
  }
}
