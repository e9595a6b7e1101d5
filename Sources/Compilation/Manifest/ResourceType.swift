/// What a node of the graph is.
package enum ResourceType: String, Hashable, Sendable, CaseIterable {
  case model, seed, snapshot, test, analysis, operation, source, exposure, function, metric
  case unitTest = "unit_test"
  case semanticModel = "semantic_model"
  case savedQuery = "saved_query"
  /// A model written in Swift; in artifacts and selections it is a `model`.
  case swiftModel

  /// dbt's word in artifacts, unique ids and selections.
  package var dbtName: String { self == .swiftModel ? "model" : rawValue }

  /// Whether a run makes a relation of it that others may refer to.
  package var isReferable: Bool {
    switch self {
    case .model, .swiftModel, .seed, .snapshot: true
    default: false
    }
  }

  /// Whether it is a model, in whichever language.
  package var isModel: Bool { self == .model || self == .swiftModel }

  /// The key of a properties file that describes it: `models`.
  package var propertiesKey: String {
    switch self {
    case .swiftModel: "models"
    case .analysis: "analyses"
    case .savedQuery: "saved_queries"
    default: rawValue + "s"
    }
  }
}
