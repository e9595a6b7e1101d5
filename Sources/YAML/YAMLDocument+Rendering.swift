package import PlainData

extension YAMLDocument {
  /// A copy in which scalars are replaced by the values that `render` gives for them.
  ///
  /// Every node keeps its span; `unrendered` leads back to what was written. `isRendered` is asked
  /// for each key or index on the way down; where it says no, the whole subtree stays as it is.
  /// `isCandidate` says cheaply, by its text, whether a scalar can be of interest at all.
  package func rendering(
    where isRendered: (YAMLPath) -> Bool,
    candidates isCandidate: (ArraySlice<UInt8>) -> Bool = { _ in true },
    _ render: (YAMLNode) throws -> PlainValue?
  ) rethrows -> YAMLDocument {
    var rendering = Rendering(self, isCandidate)
    guard rendering.hasCandidates else { return self }
    try rendering.walk(root, YAMLPath(), isRendered, render)
    guard rendering.isChanged else { return self }
    return YAMLDocument(
      file: file, storage: rendering.storage, root: rootIndex, warnings: warnings, original: self)
  }
}

extension YAMLNode {
  /// The node as it was written, before Jinja in it was rendered.
  package var unrendered: YAMLNode {
    guard let original = document.original, index < original.records.count else { return self }
    return YAMLNode(document: original, index: index)
  }
}

/// The keys on the way from the top of a document to a node; nil stands for a place in a list.
package struct YAMLPath {
  package internal(set) var steps: [String?] = []

  package var first: String? { steps.first ?? nil }
}

private struct Rendering {
  let source: YAMLDocument
  var storage: NodeStorage
  var isChanged = false
  private var replaced: Set<Int32> = []
  /// Where the candidates begin, ascending.
  private let candidates: [Int32]

  var hasCandidates: Bool { !candidates.isEmpty }

  init(_ source: YAMLDocument, _ isCandidate: (ArraySlice<UInt8>) -> Bool) {
    self.source = source
    candidates = source.records.compactMap { record in
      guard record.kind == .scalar else { return nil }
      let text = source.text[Int(record.first)..<Int(record.first + record.count)]
      return isCandidate(text) ? record.start : nil
    }.sorted()
    storage = NodeStorage(
      records: source.records, members: source.members, text: source.text, tags: source.tags,
      hasAliases: source.hasAliases)
  }

  mutating func walk(
    _ node: YAMLNode, _ path: YAMLPath, _ isRendered: (YAMLPath) -> Bool,
    _ render: (YAMLNode) throws -> PlainValue?
  ) rethrows {
    guard source.hasAliases || holdsCandidate(node.record) else { return }
    var path = path
    switch node.kind {
    case .scalar:
      guard !replaced.contains(node.index), let value = try render(node) else { return }
      isChanged = true
      replaced.insert(node.index)
      replace(Int(node.index), by: value)
    case .sequence:
      path.steps.append(nil)
      guard isRendered(path) else { return }
      for item in node.items { try walk(item, path, isRendered, render) }
    case .mapping:
      path.steps.append(nil)
      for pair in node.pairs {
        path.steps[path.steps.count - 1] = pair.key.text
        if isRendered(path) { try walk(pair.value, path, isRendered, render) }
      }
    }
  }

  /// Whether a candidate begins in the node's text; without aliases, only then is it in the node.
  private func holdsCandidate(_ record: NodeRecord) -> Bool {
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle] < record.start { low = middle + 1 } else { high = middle }
    }
    return low < candidates.count && candidates[low] <= max(record.start, record.end)
  }

  private mutating func replace(_ index: Int, by value: PlainValue) {
    storage.records[index].isVerbatim = false
    switch value {
    case .null: setScalar(index, "", tag: "null")
    case .bool(let value): setScalar(index, value ? "true" : "false", tag: "bool")
    case .int(let value): setScalar(index, String(value), tag: "int")
    case .double(let value): setScalar(index, value.yaml, tag: "float")
    case .string(let value): setScalar(index, value, tag: "str")
    case .list(let items): setCollection(index, .sequence, items.map { append($0, index) })
    case .map(let map):
      let pairs = map.flatMap { [append(.string($0.key), index), append($0.value, index)] }
      setCollection(index, .mapping, pairs)
    }
  }

  /// A new record at the place of `index`.
  private mutating func append(_ value: PlainValue, _ index: Int) -> Int32 {
    storage.records.append(storage.records[index])
    let new = storage.records.count - 1
    replace(new, by: value)
    return Int32(new)
  }

  private mutating func setScalar(_ index: Int, _ text: String, tag: String) {
    let first = storage.text.count
    storage.text.append(contentsOf: text.utf8)
    storage.records[index].kind = .scalar
    storage.records[index].first = Int32(first)
    storage.records[index].count = Int32(storage.text.count - first)
    storage.records[index].tag = self.tag(StandardTag.prefix + tag)
  }

  private mutating func setCollection(_ index: Int, _ kind: YAMLNode.Kind, _ members: [Int32]) {
    storage.records[index].kind = kind
    storage.records[index].style = .flow
    storage.records[index].tag = -1
    storage.records[index].first = Int32(storage.members.count)
    storage.records[index].count = Int32(members.count)
    storage.members += members
  }

  private mutating func tag(_ tag: String) -> Int32 {
    if let known = storage.tags.firstIndex(of: tag) { return Int32(known) }
    storage.tags.append(tag)
    return Int32(storage.tags.count - 1)
  }
}

extension Double {
  /// The number as YAML 1.1 reads it: with a point, a signed exponent, `.inf`, `.nan`.
  fileprivate var yaml: String {
    if isNaN { return ".nan" }
    if isInfinite { return self < 0 ? "-.inf" : ".inf" }
    let text = description
    guard let exponent = text.firstIndex(of: "e") else { return text }
    let mantissa = text[..<exponent]
    let sign = text[exponent...].dropFirst().first == "-" ? "" : "+"
    let digits = text[exponent...].dropFirst().drop { $0 == "+" }
    return mantissa + (mantissa.contains(".") ? "" : ".0") + "e" + sign + digits
  }
}
