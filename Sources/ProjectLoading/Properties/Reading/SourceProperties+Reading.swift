import Diagnostics
import YAML

extension SourceProperties {
  static func read(_ reader: inout MappingReader, _ file: FilePlace) -> SourceProperties? {
    guard var shared = SharedProperties.read(&reader, file) else { return nil }
    shared.tags = reader.tags()
    var source = SourceProperties(
      shared: shared, quoting: reader.quoting(), freshness: reader.freshness())
    source.database = reader.string("database")
    source.schema = reader.string("schema")
    source.loader = reader.string("loader")?.value
    source.loadedAtField = reader.configured("loaded_at_field")
    source.loadedAtQuery = reader.configured("loaded_at_query")
    reader.refuseTwoLoadedAt(source.loadedAtField, source.loadedAtQuery)
    source.overrides = reader.string("overrides")
    source.tables = reader.list("tables").compactMap { item in
      var entry = MappingReader(item, subject: "a table of a source")
      let table = SourceTableProperties.read(&entry, file)
      reader.problems += entry.problems
      return table
    }
    reader.finishProperties()
    return source
  }
}

extension SourceTableProperties {
  fileprivate static func read(
    _ reader: inout MappingReader, _ file: FilePlace
  ) -> SourceTableProperties? {
    guard var shared = SharedProperties.read(&reader, file) else { return nil }
    shared.tags = reader.tags()
    var table = SourceTableProperties(
      shared: shared, quoting: reader.quoting(), freshness: reader.freshness())
    table.columns = reader.columns(file)
    table.tests = reader.tests()
    table.identifier = reader.string("identifier")
    table.loadedAtField = reader.configured("loaded_at_field")
    table.loadedAtQuery = reader.configured("loaded_at_query")
    table.writesLoadedAtField =
      reader.node["loaded_at_field"] != nil || reader.node["config"]?["loaded_at_field"] != nil
    reader.refuseTwoLoadedAt(table.loadedAtField, table.loadedAtQuery)
    table.loader = reader.string("loader")?.value
    table.external = reader.mapping("external") == nil ? nil : reader.setting("external")
    table.files = FileDeclaration.read(&reader)
    reader.expect(["data_type", "constraints"])
    reader.finishProperties()
    return table
  }
}

extension MappingReader {
  /// A key that may also stand under `config`, which wins.
  fileprivate mutating func configured(_ key: String) -> Located<String>? {
    let own = string(key)
    guard let nested = node["config"]?[key], let text = nested.string else { return own }
    return Located(text, at: nested.span)
  }

  fileprivate mutating func refuseTwoLoadedAt(
    _ field: Located<String>?, _ query: Located<String>?
  ) {
    guard field != nil, let query else { return }
    problems.append(
      Diagnostic(
        code: "conflicting-keys", "\(subject) has `loaded_at_field` or `loaded_at_query`, not both",
        at: query.span))
  }

  fileprivate mutating func freshness() -> FreshnessSetting {
    let own = nodeOrNull("freshness")
    guard let node = node["config"]?["freshness"] ?? own else { return .inherited }
    if node.isNull { return .none }
    var entry = MappingReader(node, subject: "`freshness`")
    var rule = FreshnessRule(
      warnAfter: entry.threshold("warn_after"), errorAfter: entry.threshold("error_after"),
      filter: entry.string("filter")?.value, span: node.place)
    rule.dropsWarnAfter = node["warn_after"]?.isNull ?? false
    rule.dropsErrorAfter = node["error_after"]?.isNull ?? false
    entry.finish()
    problems += entry.problems
    return .rule(rule)
  }

  /// `{count: 12, period: hour}`; nil for an empty mapping, which dbt takes for no threshold.
  private mutating func threshold(_ key: String) -> FreshnessRule.Threshold? {
    guard let node = mapping(key) else { return nil }
    var entry = MappingReader(node, subject: "`\(key)`")
    let count = entry.int("count")
    let period: FreshnessRule.Period? = entry.choice("period")
    entry.finish()
    if entry.problems.isEmpty, (count == nil) != (period == nil) {
      entry.problems.append(.missingKey(count == nil ? "count" : "period", entry.subject, node))
    }
    problems += entry.problems
    guard let count, let period else { return nil }
    return FreshnessRule.Threshold(count: count.value, period: period)
  }
}
