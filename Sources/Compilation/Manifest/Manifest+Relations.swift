package import Warehouse

extension Manifest {
  /// The same project with other relations for some nodes, by unique id: references to them are
  /// rendered as the new ones.
  package func replacing(_ relations: [String: Relation]) -> Manifest {
    var nodes = nodes
    for (id, relation) in relations {
      guard let place = nodes.place(of: id) else { continue }
      nodes.change(at: place) { $0.relation = relation }
    }
    return with(nodes)
  }
}
