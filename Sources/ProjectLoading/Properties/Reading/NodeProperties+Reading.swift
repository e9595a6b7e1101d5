import Diagnostics
import YAML

extension NodeProperties {
  enum Kind {
    case model, seed, snapshot, analysis, test, function
  }

  static func read(
    _ reader: inout MappingReader, _ kind: Kind, _ file: FilePlace
  ) -> NodeProperties? {
    let shared = SharedProperties.read(&reader, file)
    guard let shared else { return nil }
    var node = NodeProperties(shared: shared)
    node.columns = reader.columns(file)
    if ![.analysis, .test, .function].contains(kind) { node.tests = reader.tests() }
    node.access = reader.string("access")
    node.group = reader.string("group")
    node.contract = reader.setting("contract")
    node.constraints = reader.constraints() ?? []
    node.quoteColumns = reader.bool("quote_columns")
    if kind == .model { node.readVersions(&reader, file) }
    if kind == .snapshot { node.relation = reader.string("relation") }
    reader.expect(kind.otherKeys)
    reader.finishProperties()
    return node
  }

  private mutating func readVersions(_ reader: inout MappingReader, _ file: FilePlace) {
    deprecationDate = reader.string("deprecation_date")
    if let latest = reader.version("latest_version") { latestVersion = latest }
    versions = reader.list("versions").compactMap { item in
      var entry = MappingReader(item, subject: "a version")
      let version = VersionProperties.read(&entry, file)
      reader.problems += entry.problems
      return version
    }
    reader.checkVersions(versions, latest: latestVersion, of: name.value)
  }
}

extension NodeProperties.Kind {
  /// Keys that are read elsewhere, from the node.
  fileprivate var otherKeys: [String] {
    switch self {
    case .model:
      [
        "time_spine", "semantic_model", "primary_entity", "agg_time_dimension", "metrics",
        "derived_semantics", "freshness",
      ]
    case .test: ["arguments"]
    case .function: ["arguments", "returns", "overloads"]
    default: []
    }
  }
}

extension MappingReader {
  mutating func columns(_ file: FilePlace) -> [ColumnProperties] {
    list("columns").compactMap { column($0, file) }
  }

  mutating func column(_ item: YAMLNode, _ file: FilePlace) -> ColumnProperties? {
    var entry = MappingReader(item, subject: "a column")
    defer { problems += entry.problems }
    guard var shared = SharedProperties.read(&entry, file) else { return nil }
    shared.tags = entry.tags()
    var column = ColumnProperties(shared: shared)
    column.dataType = entry.string("data_type")?.value
    column.quote = entry.bool("quote")
    column.tests = entry.tests()
    column.constraints = entry.constraints() ?? []
    entry.expect(["granularity", "dimension", "entity", "policy_tags"])
    entry.finishProperties()
    return column
  }

  /// Nil when there is no such key.
  mutating func constraints() -> [ConstraintProperties]? {
    guard node("constraints") != nil else { return nil }
    return list("constraints").compactMap { item in
      var entry = MappingReader(item, subject: "a constraint")
      let constraint = ConstraintProperties.read(&entry)
      problems += entry.problems
      return constraint
    }
  }
}

extension ConstraintProperties {
  fileprivate static func read(_ reader: inout MappingReader) -> ConstraintProperties? {
    let type = reader.required("type")
    if let type, !types.contains(type.value) {
      reader.problems.append(.unknownValue("type", type, choices: types))
    }
    let constraint = type.map {
      ConstraintProperties(
        type: $0, name: reader.string("name")?.value,
        expression: reader.string("expression")?.value,
        columns: reader.strings("columns").map(\.value), to: reader.string("to"),
        toColumns: reader.strings("to_columns").map(\.value),
        warnsIfUnenforced: reader.bool("warn_unenforced") ?? true,
        warnsIfUnsupported: reader.bool("warn_unsupported") ?? true, span: reader.node.place)
    }
    if constraint != nil { reader.finish(unknownKeys: .warning) }
    return constraint
  }

  private static let types = [
    "check", "not_null", "unique", "primary_key", "foreign_key", "custom",
  ]
}
