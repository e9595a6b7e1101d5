package import PlainData

/// `manifest.json`, schema v12: everything a project consists of and how it hangs together.
///
/// Entries are written in the order given; sort them for the same bytes every time.
package struct Manifest: Hashable, Sendable {
  package var metadata: ArtifactMetadata
  package var project = Project()
  package var nodes: [ManifestNode] = []
  package var sources: [ManifestSource] = []
  package var macros: [ManifestMacro] = []
  package var docs: [ManifestDocumentation] = []
  package var exposures: [ManifestExposure] = []
  /// Completed to dbt's keys when written, as are the semantic models and saved queries.
  package var metrics: [PlainMap] = []
  package var groups: [ManifestGroup] = []
  /// By name, as dbt expands their definitions.
  package var selectors = PlainMap()
  /// Resources that are switched off, each complete with its own keys.
  package var disabled: [PlainMap] = []
  package var savedQueries: [PlainMap] = []
  package var semanticModels: [PlainMap] = []
  package var unitTests: [ManifestUnitTest] = []
  package var functions: [ManifestNode] = []

  /// What the metadata say about the project and its connection.
  package struct Project: Hashable, Sendable {
    package var name: String?
    /// MD5 of the name, in hexadecimal.
    package var id: String?
    package var userID: String?
    package var sendsUsageStatistics: Bool?
    package var adapterType: String?
    package var quoting = PlainMap()
    package var runStartedAt: String?

    package init() {}
  }

  package init(_ metadata: ArtifactMetadata) {
    self.metadata = metadata
  }
}

extension Manifest.Project {
  init(reading map: PlainMap) {
    name = map.optionalText("project_name")
    id = map.optionalText("project_id")
    userID = map.optionalText("user_id")
    sendsUsageStatistics = map["send_anonymous_usage_stats"]?.bool
    adapterType = map.optionalText("adapter_type")
    quoting = map.map("quoting")
    runStartedAt = map.optionalText("run_started_at")
  }

  func add(to map: inout PlainMap) {
    map.add([
      "project_name": PlainValue(name), "project_id": PlainValue(id),
      "user_id": PlainValue(userID),
      "send_anonymous_usage_stats": PlainValue(sendsUsageStatistics),
      "adapter_type": PlainValue(adapterType),
      "quoting": .map(Shape.quoting.completed(quoting)),
      "run_started_at": PlainValue(runStartedAt),
    ])
  }
}
