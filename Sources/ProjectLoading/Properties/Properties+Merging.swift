import Diagnostics

extension Properties {
  /// Adds what another file says.
  mutating func append(_ more: Properties) {
    models += more.models
    swiftModels += more.swiftModels
    seeds += more.seeds
    snapshots += more.snapshots
    analyses += more.analyses
    singularTests += more.singularTests
    sources += more.sources
    macros += more.macros
    exposures += more.exposures
    groups += more.groups
    unitTests += more.unitTests
    metrics += more.metrics
    semanticModels += more.semanticModels
    savedQueries += more.savedQueries
    functions += more.functions
  }
}

/// Entries of one package that describe the same thing, which dbt refuses.
enum PropertyDuplicates {
  static func problems(_ properties: Properties) -> [Diagnostic] {
    let models = properties.models.map(\.name) + properties.swiftModels.map(\.name)
    return duplicates("the model ", models)
      + duplicates("the seed ", properties.seeds.map(\.name))
      + duplicates("the snapshot ", properties.snapshots.map(\.name))
      + duplicates("the analysis ", properties.analyses.map(\.name))
      + duplicates("the singular test ", properties.singularTests.map(\.name))
      + duplicates("the macro ", properties.macros.map(\.name))
      + duplicates("the exposure ", properties.exposures.map(\.name))
      + duplicates("the group ", properties.groups.map(\.name))
      + duplicates("the metric ", properties.metrics.map(\.name))
      + duplicates("the semantic model ", properties.semanticModels.map(\.name))
      + duplicates("the saved query ", properties.savedQueries.map(\.name))
      + duplicates("the function ", properties.functions.map(\.name))
      + unitTests(properties.unitTests)
      + tables(properties.sources)
  }

  /// Tests of different models may share a name.
  private static func unitTests(_ tests: [UnitTestProperties]) -> [Diagnostic] {
    Dictionary(grouping: tests) { $0.model.value }.sorted { $0.key < $1.key }.flatMap {
      duplicates("the unit test ", $0.value.map(\.name))
    }
  }

  private static func duplicates(_ what: String, _ names: [Located<String>]) -> [Diagnostic] {
    var first: [String: Located<String>] = [:]
    return names.compactMap { name in
      guard let earlier = first[name.value] else {
        first[name.value] = name
        return nil
      }
      return Diagnostic.duplicate("\(what)`\(name.value)`", name, earlier)
        .known(as: searchText(what, name.value), "Compilation")
    }
  }

  /// dbt's words: patches of files are one thing, resources that exist only in YAML another.
  private static func searchText(_ what: String, _ name: String) -> String {
    let plurals = [
      "the exposure ": "exposures", "the group ": "groups", "the metric ": "metrics",
      "the semantic model ": "semantic_models", "the saved query ": "saved_queries",
      "the source ": "sources", "the unit test ": "unit_tests",
    ]
    guard let plural = plurals[what] else {
      return "dbt found two schema.yml entries for the same resource named \(name)"
    }
    let shown =
      what == "the source " ? name.split(separator: ".").last.map(String.init) ?? name : name
    return "dbt found two \(plural) with the name \"\(shown)\""
  }

  /// A source may be spread over several entries; a table may not.
  private static func tables(_ sources: [SourceProperties]) -> [Diagnostic] {
    let tables = sources.filter { $0.overrides == nil }.flatMap { source in
      source.tables.map { table in table.name.map { source.name.value + "." + $0 } }
    }
    return duplicates("the source ", tables)
  }
}
