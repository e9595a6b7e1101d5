import Diagnostics
import Jinja
import YAML

/// A value as the nodes that PyYAML's safe dumper makes of it: what occurs more than once is written once.
struct ValueTree {
  private(set) var tree = YAMLTree.scalar("null")
  private let sortsKeys: Bool
  /// How often each object was met.
  private var counts: [ObjectIdentifier: Int] = [:]
  /// The numbers of those that were met again, in the order of their second meeting.
  private var anchors: [ObjectIdentifier: Int] = [:]
  private var written: Set<ObjectIdentifier> = []

  /// Throws: `type-error` for what YAML has no form for.
  init(of value: Value, sortsKeys: Bool) throws {
    self.sortsKeys = sortsKeys
    try count(value)
    tree = try node(value)
  }

  // MARK: what occurs twice

  private mutating func count(_ value: Value) throws {
    if let identity = identity(of: value) {
      counts[identity, default: 0] += 1
      if counts[identity] == 2 { anchors[identity] = anchors.count + 1 }
      if counts[identity] != 1 { return }
    }
    for (key, value) in try pairs(of: value) ?? [] {
      try count(key)
      try count(value)
    }
    for item in members(of: value) ?? [] { try count(item) }
  }

  /// Numbers, texts and the empty tuple are written each time.
  private func identity(of value: Value) -> ObjectIdentifier? {
    switch value {
    case .list(let list): ObjectIdentifier(list)
    case .tuple(let tuple): tuple.items.isEmpty ? nil : ObjectIdentifier(tuple)
    case .dict(let dict): ObjectIdentifier(dict)
    case .object(let object): ObjectIdentifier(object)
    default: nil
    }
  }

  private func members(of value: Value) -> [Value]? {
    value.items ?? (value.object as? SetValue)?.elements()
  }

  /// In order of the keys, where they have one.
  private func pairs(of value: Value) throws -> [(key: Value, value: Value)]? {
    guard let pairs = value.dict?.pairs else { return nil }
    guard sortsKeys else { return pairs.map { ($0.key, $0.value) } }
    let sorted = try? pairs.sorted { try $0.key.precedes($1.key) }
    return (sorted ?? pairs).map { ($0.key, $0.value) }
  }

  // MARK: nodes

  private mutating func node(_ value: Value) throws -> YAMLTree {
    guard let identity = identity(of: value), let anchor = anchors[identity] else {
      return try content(value)
    }
    guard written.insert(identity).inserted else { return .alias(anchor) }
    return .anchored(anchor, try content(value))
  }

  private mutating func content(_ value: Value) throws -> YAMLTree {
    if let pairs = try pairs(of: value) {
      var nodes: [(YAMLTree, YAMLTree)] = []
      for (key, value) in pairs { nodes.append((try node(key), try node(value))) }
      return .map(nodes)
    }
    if let items = value.items { return .list(try nodes(items)) }
    switch value {
    case .string(let text): return .text(text)
    case .big(let number): return .scalar(number.description)
    case .object(let set as SetValue): return .set(try nodes(set.elements() ?? []))
    case .object(let object) where object is DateObject || object is DateTimeObject:
      return .scalar(value.description)
    case .object(let object) where !object.isMapping || object is RelationObject:
      throw Diagnostic(code: "type-error", "YAML has no form for a `\(object.typeName)`")
    default: return YAMLTree(try value.plain())
    }
  }

  private mutating func nodes(_ values: [Value]) throws -> [YAMLTree] {
    var nodes: [YAMLTree] = []
    for value in values { nodes.append(try node(value)) }
    return nodes
  }
}
