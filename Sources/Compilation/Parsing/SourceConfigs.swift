import Diagnostics
package import PlainData
import ProjectLoading

/// The configs of a source table, which the source, the table and both `config:` blocks may set.
enum SourceConfigs {
  /// The configs that are taken as they are: the table's over the source's.
  static func settings(of source: SourceProperties, _ table: SourceTableProperties) -> [Setting] {
    var settings: [Setting] = []
    for setting in source.shared.config + table.shared.config
    where !merged.contains(setting.name) {
      settings.removeAll { $0.name == setting.name }
      settings.append(setting)
    }
    return settings
  }

  private static let merged = ["freshness", "loaded_at_field", "loaded_at_query", "meta", "tags"]

  /// The configs that are merged by rules of their own.
  static func merged(_ source: SourceProperties, _ table: SourceTableProperties) -> PlainMap {
    var values = PlainMap()
    switch source.freshness.merged(with: table.freshness) {
    case .inherited: break
    case .none: values["freshness"] = PlainValue.null
    case .rule(let rule): values["freshness"] = .map(rule.plain)
    }
    values["loaded_at_field"] = text(loadedAtField(source, table))
    values["loaded_at_query"] = text(loadedAtQuery(source, table))
    values["meta"] = .map(meta(source, table))
    values["tags"] = .list(tags(source, table).map(PlainValue.string))
    return values
  }

  private static func text(_ text: Located<String>?) -> PlainValue {
    text.map { .string($0.value) } ?? .null
  }

  private static func loadedAtField(
    _ source: SourceProperties, _ table: SourceTableProperties
  ) -> Located<String>? {
    table.writesLoadedAtField ? table.loadedAtField : source.loadedAtField
  }

  private static func loadedAtQuery(
    _ source: SourceProperties, _ table: SourceTableProperties
  ) -> Located<String>? {
    if let own = table.loadedAtQuery { return own }
    return table.writesLoadedAtField ? nil : source.loadedAtQuery
  }

  private static func meta(
    _ source: SourceProperties, _ table: SourceTableProperties
  ) -> PlainMap {
    var meta = PlainMap()
    for shared in [source.shared, table.shared] {
      for setting in [shared.meta, shared.config["meta"]] {
        for (key, value) in setting?.value.map ?? PlainMap() { meta[key] = value }
      }
    }
    return meta
  }

  private static func tags(
    _ source: SourceProperties, _ table: SourceTableProperties
  ) -> [String] {
    var tags: Set<String> = []
    for shared in [source.shared, table.shared] {
      for setting in [shared.tags, shared.config["tags"]] {
        tags.formUnion(setting?.value.list?.compactMap(\.string) ?? [])
        if let one = setting?.value.string { tags.insert(one) }
      }
    }
    return tags.sorted()
  }

  /// What the source itself says of `meta`, without its tables.
  static func ownMeta(of source: SourceProperties) -> PlainMap {
    var meta = PlainMap()
    for setting in [source.shared.meta, source.shared.config["meta"]] {
      for (key, value) in setting?.value.map ?? PlainMap() { meta[key] = value }
    }
    return meta
  }
}

extension SourceTable {
  /// `meta` of the source itself, without that of its table.
  package var sourceMeta: PlainMap { SourceConfigs.ownMeta(of: source) }
}

extension FreshnessRule {
  /// As dbt's configs and artifacts have it.
  fileprivate var plain: PlainMap {
    [
      "warn_after": Self.plain(warnAfter, isDropped: dropsWarnAfter),
      "error_after": Self.plain(errorAfter, isDropped: dropsErrorAfter),
      "filter": filter.map(PlainValue.string) ?? .null,
    ]
  }

  private static func plain(_ threshold: Threshold?, isDropped: Bool) -> PlainValue {
    if isDropped, threshold == nil { return .null }
    return [
      "count": threshold.map { .int($0.count) } ?? .null,
      "period": threshold.map { .string($0.period.rawValue) } ?? .null,
    ]
  }
}
