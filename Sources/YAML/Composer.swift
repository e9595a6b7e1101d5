import CYAML
import Diagnostics

/// Builds the flat arrays of a document from libyaml's events.
struct Composer: ~Copyable {
  let file: SourceFile
  private let bytes: UnsafeBufferPointer<UInt8>
  private let duplicateKeys: YAMLDocument.DuplicateKeys
  private var reader: EventReader
  var storage = NodeStorage()
  var warnings: [Diagnostic] = []
  /// Pairs copied for merge keys so far.
  var mergedPairs = 0
  /// The collections that are still open, outermost first.
  private var open: [Frame] = []
  /// Members of the open collections, each collection's after its parent's.
  private var pending: [Int32] = []
  private var anchors: [String: Anchor] = [:]
  private var root: Int32?
  private var documents = 0

  static let deepest = 256

  private struct Frame {
    let record: Int32
    let firstMember: Int
    /// Nodes in it, aliases expanded.
    var weight = 1
    let anchor: String?
  }

  private struct Anchor {
    let record: Int32
    /// Nil while the anchored collection is open.
    var weight: Int?
  }

  init(
    file: SourceFile, bytes: UnsafeBufferPointer<UInt8>,
    duplicateKeys: YAMLDocument.DuplicateKeys
  ) {
    self.file = file
    self.bytes = bytes
    self.duplicateKeys = duplicateKeys
    reader = EventReader(file: file, bytes: bytes)
    storage.text.reserveCapacity(bytes.count)
    storage.records.reserveCapacity(bytes.count / 16)
    storage.members.reserveCapacity(bytes.count / 16)
  }

  mutating func compose() throws(Diagnostic) -> YAMLDocument {
    var event = yaml_event_t()
    var ended = false
    while !ended {
      try reader.next(&event)
      let type = event.type
      do throws(Diagnostic) {
        try accept(event)
      } catch {
        yaml_event_delete(&event)
        throw error
      }
      yaml_event_delete(&event)
      ended = type == YAML_STREAM_END_EVENT
    }
    let top = root ?? emptyRoot()
    return YAMLDocument(file: file, storage: storage, root: top, warnings: warnings)
  }

  private mutating func accept(_ event: yaml_event_t) throws(Diagnostic) {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      if documents > 1 { throw .severalDocuments(span(event)) }
    case YAML_SCALAR_EVENT: try scalar(event)
    case YAML_ALIAS_EVENT: try alias(event)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      try begin(
        .sequence, event, isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE, tag: data.tag,
        anchor: data.anchor)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      try begin(
        .mapping, event, isFlow: data.style == YAML_FLOW_MAPPING_STYLE, tag: data.tag,
        anchor: data.anchor)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try end(event)
    default: break
    }
  }

  private mutating func emptyRoot() -> Int32 {
    storage.records.append(NodeRecord(kind: .scalar, style: .plain, start: 0, end: 0))
    return Int32(storage.records.count - 1)
  }

  private mutating func span(_ event: yaml_event_t) -> Span {
    let start = Int(reader.offset(of: event.start_mark))
    return Span(file, start..<Int(reader.offset(of: event.end_mark)))
  }

  func span(of record: Int32) -> Span {
    let record = storage.records[Int(record)]
    return Span(file, Int(record.start)..<Int(record.end))
  }
}

// Scalars and aliases.
extension Composer {
  private mutating func scalar(_ event: yaml_event_t) throws(Diagnostic) {
    let data = event.data.scalar
    var record = NodeRecord(
      kind: .scalar, style: YAMLNode.Style(data.style),
      start: reader.offset(of: event.start_mark), end: reader.offset(of: event.end_mark))
    let text = UnsafeBufferPointer(start: data.value, count: data.length)
    record.first = Int32(storage.text.count)
    record.count = Int32(text.count)
    record.isVerbatim = isVerbatim(text, record)
    record.tag = try tag(data.tag, .scalar, event)
    storage.text.append(contentsOf: text)
    storage.records.append(record)
    let index = Int32(storage.records.count - 1)
    if let anchor = data.anchor {
      anchors[String(cString: anchor)] = Anchor(record: index, weight: 1)
    }
    attach(index, weight: 1)
  }

  private func isVerbatim(_ text: UnsafeBufferPointer<UInt8>, _ record: NodeRecord) -> Bool {
    guard record.style.rawValue <= YAMLNode.Style.doubleQuoted.rawValue else { return false }
    let quotes = record.style == .plain ? 0 : 1
    let start = Int(record.start) + quotes
    let end = Int(record.end) - quotes
    guard end - start == text.count else { return false }
    return UnsafeBufferPointer(rebasing: bytes[start..<end]).elementsEqual(text)
  }

  private mutating func alias(_ event: yaml_event_t) throws(Diagnostic) {
    let name = String(cString: event.data.alias.anchor)
    guard let anchor = anchors[name] else {
      throw .unknownAnchor(name, span(event), known: anchors.keys.sorted())
    }
    guard let weight = anchor.weight else {
      throw .recursiveAlias(name, span(event), anchor: span(of: anchor.record))
    }
    let limit = max(1_000_000, 20 * bytes.count)
    guard open.reduce(weight, { $0 + $1.weight }) <= limit else {
      throw .aliasExpansion(name, span(event), limit: limit)
    }
    storage.hasAliases = true
    attach(anchor.record, weight: weight)
  }

  /// Makes a finished node a member of the collection around it.
  private mutating func attach(_ index: Int32, weight: Int) {
    if open.isEmpty {
      root = index
    } else {
      pending.append(index)
      open[open.count - 1].weight += weight
    }
  }
}

// Collections.
extension Composer {
  private mutating func begin(
    _ kind: YAMLNode.Kind, _ event: yaml_event_t, isFlow: Bool,
    tag name: UnsafeMutablePointer<yaml_char_t>?, anchor: UnsafeMutablePointer<yaml_char_t>?
  ) throws(Diagnostic) {
    guard open.count < Self.deepest else { throw .tooDeep(span(event), limit: Self.deepest) }
    var record = NodeRecord(
      kind: kind, style: isFlow ? .flow : .block, start: reader.offset(of: event.start_mark),
      end: reader.offset(of: event.end_mark))
    record.tag = try tag(name, kind, event)
    storage.records.append(record)
    let index = Int32(storage.records.count - 1)
    let anchorName = anchor.map { String(cString: $0) }
    if let anchorName { anchors[anchorName] = Anchor(record: index) }
    open.append(Frame(record: index, firstMember: pending.count, anchor: anchorName))
  }

  private mutating func end(_ event: yaml_event_t) throws(Diagnostic) {
    let frame = open.removeLast()
    let index = Int(frame.record)
    let isMapping = storage.records[index].kind == .mapping
    if storage.records[index].style == .flow {
      storage.records[index].end = reader.offset(of: event.end_mark)
    } else if pending.count > frame.firstMember, let last = pending.last {
      storage.records[index].end = lastByte(of: last, after: storage.records[index], event)
    }
    let first = storage.members.count
    if isMapping, try checkKeys(from: frame.firstMember) {
      storage.members += try merged(pending[frame.firstMember...])
    } else {
      storage.members += pending[frame.firstMember...]
    }
    storage.records[index].first = Int32(first)
    storage.records[index].count = Int32(storage.members.count - first)
    pending.removeLast(pending.count - frame.firstMember)
    if let anchor = frame.anchor, anchors[anchor]?.record == frame.record {
      anchors[anchor]?.weight = frame.weight
    }
    attach(frame.record, weight: frame.weight)
  }

  /// A block collection ends with its last member, not where libyaml notices that it has ended.
  private mutating func lastByte(
    of member: Int32, after collection: NodeRecord, _ event: yaml_event_t
  ) -> Int32 {
    let end = storage.records[Int(member)].end
    // An alias as last member stands elsewhere in the file.
    return end > collection.start ? end : reader.offset(of: event.start_mark)
  }

  /// Refuses duplicate keys and keys that are collections, among the pending members from `first`.
  ///
  /// Returns: whether one of the keys is `<<`.
  private mutating func checkKeys(from first: Int) throws(Diagnostic) -> Bool {
    var hasMerge = false
    for at in stride(from: first, to: pending.count, by: 2) {
      let key = pending[at]
      guard storage.records[Int(key)].kind == .scalar else { throw .keyNotScalar(span(of: key)) }
      if isMerge(key) { hasMerge = true }
    }
    guard let (first, second) = duplicateKey(among: pending, from: first) else { return hasMerge }
    let problem = Diagnostic.duplicateKey(
      text(of: second), span(of: second), first: span(of: first),
      isError: duplicateKeys == .refused)
    if duplicateKeys == .refused { throw problem }
    warnings.append(problem)
    return hasMerge
  }

  func text(of record: Int32) -> String {
    String(decoding: bytes(of: record), as: UTF8.self)
  }

  func bytes(of record: Int32) -> ArraySlice<UInt8> {
    let record = storage.records[Int(record)]
    return storage.text[Int(record.first)..<Int(record.first + record.count)]
  }

  /// The index in `tags`; -1 for no tag.
  private mutating func tag(
    _ name: UnsafeMutablePointer<yaml_char_t>?, _ kind: YAMLNode.Kind, _ event: yaml_event_t
  ) throws(Diagnostic) -> Int32 {
    // `!` alone says nothing in PyYAML.
    guard let name, name[0] != 0, name[1] != 0 else { return -1 }
    let tag = String(cString: name)
    guard StandardTag.isKnown(tag, for: kind) else { throw .unknownTag(tag, span(event)) }
    if let known = storage.tags.firstIndex(of: tag) { return Int32(known) }
    storage.tags.append(tag)
    return Int32(storage.tags.count - 1)
  }
}

extension YAMLNode.Style {
  init(_ style: yaml_scalar_style_t) {
    self =
      switch style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
  }
}
