package import PlainData

extension Manifest {
  /// What is in a manifest, ours or dbt's; keys that other versions lack take their defaults.
  package init(reading value: PlainValue) {
    let map = value.map ?? PlainMap()
    func entries(_ key: String) -> [PlainMap] { map.map(key).compactMap(\.value.map) }
    self.init(ArtifactMetadata(reading: map.map("metadata")))
    project = Project(reading: map.map("metadata"))
    nodes = entries("nodes").map(ManifestNode.init(reading:))
    sources = entries("sources").map(ManifestSource.init(reading:))
    macros = entries("macros").map(ManifestMacro.init(reading:))
    docs = entries("docs").map(ManifestDocumentation.init(reading:))
    exposures = entries("exposures").map(ManifestExposure.init(reading:))
    metrics = entries("metrics")
    groups = entries("groups").map(ManifestGroup.init(reading:))
    selectors = map.map("selectors")
    disabled = map.map("disabled").flatMap { ($0.value.list ?? []).compactMap(\.map) }
    savedQueries = entries("saved_queries")
    semanticModels = entries("semantic_models")
    unitTests = entries("unit_tests").map(ManifestUnitTest.init(reading:))
    functions = entries("functions").map(ManifestNode.init(reading:))
  }
}
