package import Diagnostics

/// One parsed YAML document: nodes in flat arrays, shared by every `YAMLNode` that points into it.
///
/// Nothing is copied for an alias: it is the node of its anchor, met a second time. So the arrays
/// are never longer than the text, whatever the aliases expand to.
package final class YAMLDocument: Sendable {
  package let file: SourceFile
  /// Problems that do not make the document unreadable: duplicate keys, where they are allowed.
  package let warnings: [Diagnostic]
  let records: [NodeRecord]
  /// Members of the collections, each collection's in one run: items, or key, value, key, value.
  let members: [Int32]
  /// The decoded text of all scalars, end to end.
  let text: [UInt8]
  /// Tags written in the file (`!vault`), which are rare.
  let tags: [String]
  let rootIndex: Int32
  /// Whether a node may be reached in more than one way.
  let hasAliases: Bool

  /// The document as written, of one whose Jinja was rendered.
  let original: YAMLDocument?

  init(
    file: SourceFile, storage: NodeStorage, root: Int32, warnings: [Diagnostic],
    original: YAMLDocument? = nil
  ) {
    self.original = original
    self.file = file
    self.warnings = warnings
    records = storage.records
    members = storage.members
    text = storage.text
    tags = storage.tags
    hasAliases = storage.hasAliases
    rootIndex = root
  }

  /// The top node; a null scalar for a file without content.
  package var root: YAMLNode { YAMLNode(document: self, index: rootIndex) }
}

// Looking up keys, which is most of what readers do; nothing is copied.
extension YAMLDocument {
  /// The value of `key` in the mapping `index`; the last one, where there are duplicates.
  func member(_ index: Int32, _ key: String) -> Int32? {
    let mapping = records[Int(index)]
    guard mapping.kind == .mapping else { return nil }
    var at = Int(mapping.first + mapping.count) - 2
    while at >= Int(mapping.first) {
      if hasText(members[at], key) { return members[at + 1] }
      at -= 2
    }
    return nil
  }

  func hasText(_ index: Int32, _ wanted: String) -> Bool {
    let scalar = records[Int(index)]
    guard scalar.kind == .scalar, Int(scalar.count) == wanted.utf8.count else { return false }
    var at = Int(scalar.first)
    for byte in wanted.utf8 {
      if text[at] != byte { return false }
      at += 1
    }
    return true
  }
}

/// One node of a document, 28 bytes.
struct NodeRecord {
  var kind: YAMLNode.Kind
  var style: YAMLNode.Style
  /// Whether `text` is what stands between `start` and `end` (less the quotes), byte by byte.
  var isVerbatim = false
  /// Index into `tags`; -1 for none.
  var tag: Int32 = -1
  /// Bytes of the file.
  var start: Int32
  var end: Int32
  /// Scalars: where the text begins. Collections: where the members begin.
  var first: Int32 = 0
  /// Scalars: bytes of text. Collections: members (twice the pairs of a mapping).
  var count: Int32 = 0
}

/// The arrays of a document while it is built.
struct NodeStorage {
  var records: [NodeRecord] = []
  var members: [Int32] = []
  var text: [UInt8] = []
  var tags: [String] = []
  var hasAliases = false
}
