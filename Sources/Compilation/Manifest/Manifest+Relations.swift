package import Warehouse

extension Manifest {
  /// The same project with other relations for some nodes, by unique id: references to them are
  /// rendered as the new ones.
  package func replacing(_ relations: [String: Relation]) -> Manifest {
    var copy = self
    copy.change(Set(relations.keys)) { $0.relation = relations[$0.uniqueID] ?? $0.relation }
    return copy
  }
}
