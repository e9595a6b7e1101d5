/// What a node of the graph is.
package enum ResourceType: String, Hashable, Sendable, CaseIterable {
  case model, seed, snapshot, test, analysis, operation, source, exposure
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
}
