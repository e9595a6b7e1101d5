package import Warehouse

extension Manifest {
  /// The same project with other relations for some nodes, by unique id: references to them are
  /// rendered as the new ones.
  package func replacing(_ relations: [String: Relation]) -> Manifest {
    var copy = self
    for (id, relation) in relations { copy.nodes[id]?.relation = relation }
    return copy
  }
}
