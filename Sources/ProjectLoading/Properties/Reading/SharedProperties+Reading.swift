import Diagnostics
import YAML

extension SharedProperties {
  /// Reads name, description, config, meta and docs; nil without a usable name.
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> SharedProperties? {
    let name = reader.required("name")
    let description = reader.string("description")
    let config = reader.settings("config")
    let meta = reader.mapping("meta") == nil ? nil : reader.setting("meta")
    let docs = reader.docs()
    guard let name else { return nil }
    return SharedProperties(
      name: name, description: description, config: config, meta: meta, docs: docs, file: file,
      node: reader.node)
  }
}

extension RawProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> RawProperties? {
    reader.required("name").map { RawProperties(name: $0, node: reader.node, file: file) }
  }
}

extension MappingReader {
  /// `docs`: a mapping, in which `show` is true or false.
  fileprivate mutating func docs() -> Setting? {
    guard let docs = mapping("docs") else { return nil }
    if let show = docs["show"], show.bool == nil {
      problems.append(.wrongType(show, "`show`", wanted: "true or false"))
    }
    return setting("docs")
  }

  /// `tags`: a string or a list of strings.
  mutating func tags() -> Setting? {
    guard node("tags") != nil else { return nil }
    let count = problems.count
    _ = strings("tags")
    return problems.count == count ? setting("tags") : nil
  }

  /// Warns of keys that dbt ignores; names a config that stands outside of `config`.
  mutating func finishProperties() {
    let before = problems.count
    finish(unknownKeys: .warning)
    for index in problems.indices[before...] {
      let key = problems[index].span?.text ?? ""
      if Self.configs.contains(key) {
        problems[index].help = ["`\(key)` is a config: put it under `config`"]
      }
    }
  }

  private static let configs: Set = [
    "alias", "database", "enabled", "event_time", "grants", "incremental_strategy", "materialized",
    "on_schema_change", "persist_docs", "post_hook", "pre_hook", "schema", "severity", "tags",
    "unique_key", "strategy", "updated_at", "check_cols", "column_types", "delimiter", "meta",
  ]
}
