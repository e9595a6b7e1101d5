import Graph

extension DependencyGraph {
  /// A graph from lines such as `a -> b -> c, d`; nodes are numbered as they first appear.
  init(_ text: String) throws {
    var names: [String] = []
    var edges: [(from: String, to: String)] = []
    func list(_ text: Substring) -> [String] {
      text.split(separator: ",").map { String($0.filter { $0 != " " }) }
    }
    for line in text.split(separator: "\n") {
      let groups = line.split(separator: "->").map(list)
      for name in groups.joined() where !names.contains(name) { names.append(name) }
      for (parents, children) in zip(groups, groups.dropFirst()) {
        for parent in parents { edges += children.map { (parent, $0) } }
      }
    }
    let index = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    try self.init(
      names: names, edges: edges.map { (index[$0.from] ?? 0, index[$0.to] ?? 0) })
  }

  func set(_ names: String) -> NodeSet {
    NodeSet(names.split(separator: " ").compactMap { node(named: String($0)) })
  }

  func names(_ nodes: some Sequence<Int>) -> String {
    nodes.map { names[$0] }.joined(separator: " ")
  }
}
