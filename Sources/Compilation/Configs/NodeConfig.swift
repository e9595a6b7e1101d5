package import PlainData

/// The configs of a node after all levels have been merged, by dbt's names (`pre-hook`, `materialized`).
package struct NodeConfig: Hashable, Sendable {
  package private(set) var values: PlainMap
  /// What was written, before Jinja was rendered; state comparison looks at these.
  package private(set) var unrendered: PlainMap

  package init(_ values: PlainMap = PlainMap(), unrendered: PlainMap = PlainMap()) {
    self.values = values
    self.unrendered = unrendered
  }

  package subscript(key: String) -> PlainValue? { values[key] }

  package func string(_ key: String) -> String? { values[key]?.string }
  package func bool(_ key: String) -> Bool? { values[key]?.bool }

  /// A list of texts; a single text counts as a list of one.
  package func strings(_ key: String) -> [String] {
    switch values[key] {
    case .string(let text)?: [text]
    case .list(let items)?: items.compactMap(\.string)
    default: []
    }
  }

  package var isEnabled: Bool { bool("enabled") ?? true }
  package var materialized: String { string("materialized") ?? "view" }
  /// Each once; the config itself keeps repeats, as dbt's does.
  package var tags: [String] {
    let tags = strings("tags")
    var seen: Set<String> = []
    return tags.count < 2 ? tags : tags.filter { seen.insert($0).inserted }
  }
  package var meta: PlainMap { values["meta"]?.map ?? PlainMap() }
  package var alias: String? { string("alias") }
  package var schema: String? { string("schema") }
  package var database: String? { string("database") }
  package var group: String? { string("group") }

  /// Merges one more level over this one by dbt's rules for `key`.
  package mutating func merge(_ key: String, _ value: PlainValue) {
    let name = MergeRule.canonicalName(of: key)
    values[name] = MergeRule.rule(for: name).merged(values[name], value)
  }

  /// Notes what a level says of `key` before Jinja was rendered; the nearer level wins.
  package mutating func note(_ key: String, unrendered raw: PlainValue) {
    unrendered[key] = raw
  }
}
