/// Nodes in the order in which they were added, each found by its unique id.
///
/// Most of what is done with nodes is done with all of them, so they lie in a row, and only who has nothing but
/// an id pays for looking one up.
package struct NodeTable: Sendable {
  package private(set) var all: [Node] = []
  private var places: [String: Int] = [:]

  package init() {}

  package subscript(id: String) -> Node? { places[id].map { all[$0] } }

  package func place(of id: String) -> Int? { places[id] }

  /// Adds a node whose id is not there yet.
  mutating func append(_ node: Node) {
    places[node.uniqueID] = all.count
    all.append(node)
  }

  /// Changes the node at a place without copying it; its id stays.
  mutating func change(at place: Int, _ change: (inout Node) -> Void) { change(&all[place]) }

  mutating func reserve(_ count: Int) {
    all.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// Removes what is named; those behind it move up.
  mutating func remove(_ ids: Set<String>) {
    guard !ids.isEmpty else { return }
    let rest = all.filter { !ids.contains($0.uniqueID) }
    all = []
    places = [:]
    reserve(rest.count)
    for node in rest { append(node) }
  }
}
