import Artifacts
import Diagnostics
import PlainData
import ProjectLoading
import YAML

extension ManifestColumn {
  init(_ column: ColumnProperties) {
    self.init(column.name.value)
    let written = column.shared.node
    description = column.shared.description?.value ?? ""
    docBlocks = column.docBlocks
    dataType = column.dataType
    constraints = column.constraints.map { $0.plain(ofModel: false) }
    quote = column.quote
    meta = column.meta
    tags = column.tags
    granularity = written["granularity"]?.string
    dimension = column.semantics("dimension", Self.dimensionKeys)
    entity = column.semantics("entity", Self.entityKeys)
    for (key, value) in written.pairs {
      guard let name = key.text, !Self.known.contains(name) else { continue }
      extra[name] = value.plain
    }
  }

  private static let dimensionKeys: [(String, PlainValue)] = [
    ("name", nil), ("type", nil), ("description", nil), ("label", nil), ("is_partition", false),
    ("config", [:]), ("validity_params", nil),
  ]

  private static let entityKeys: [(String, PlainValue)] = [
    ("name", nil), ("type", nil), ("description", nil), ("label", nil), ("config", [:]),
  ]

  /// What dbt reads of a column; it keeps the rest as it is.
  private static let known: Set = [
    "name", "description", "meta", "docs", "data_type", "constraints", "config", "tests",
    "data_tests", "quote", "tags", "granularity", "dimension", "entity",
  ]
}

extension ColumnProperties {
  /// `meta`, with that of `config` over it.
  var meta: PlainMap {
    var all = shared.meta?.value.map ?? [:]
    for (key, value) in config("meta")?.map ?? [:] { all[key] = value }
    return all
  }

  /// `tags`, and those of `config`.
  fileprivate var tags: [String] {
    var seen: Set<String> = []
    return (Self.texts(shared.tags?.value) + Self.texts(config("tags"))).filter {
      seen.insert($0).inserted
    }
  }

  private func config(_ name: String) -> PlainValue? {
    shared.config.last { $0.name == name }?.value
  }

  private static func texts(_ value: PlainValue?) -> [String] {
    value?.list?.compactMap(\.string) ?? value?.string.map { [$0] } ?? []
  }

  /// `dimension:` or `entity:`, completed from the column where it is a mapping.
  fileprivate func semantics(_ key: String, _ shape: [(String, PlainValue)]) -> PlainValue {
    guard let node = shared.node[key] else { return .null }
    guard let written = node.plain.map else { return node.plain }
    var result = PlainMap(shape)
    result["name"] = .string(name.value)
    result["description"] = .string(shared.description?.value ?? "")
    for (key, value) in written where !value.isNull { result[key] = value }
    return .map(result)
  }
}
