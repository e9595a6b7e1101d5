import Compilation
import Diagnostics
import Execution
import Graph
import PlainData

/// What `--select`, `--exclude`, `--selector` and the resource types of a command line mean.
struct NodeChoice {
  let input: CommandInput
  let graph: SelectionGraph
  let console: Console

  /// Criteria that match nothing are reported as warnings.
  ///
  /// - Parameters:
  ///   - types: of the nodes to choose from when no option says; nil: all.
  ///   - state: what the methods compare with that look back.
  func selected(_ types: Set<ResourceType>?, state: () throws -> SelectionState) throws -> NodeSet {
    if let retried = input.retried {
      return graph.indices { retried.contains($0.uniqueID) }
    }
    let arguments = input.arguments
    var selection = NodeSelection(
      select: arguments.list("select") + arguments.list("models"),
      exclude: arguments.list("exclude"), selector: arguments.value("selector"),
      indirect: IndirectSelection(rawValue: input.indirectSelection) ?? .eager,
      resourceTypes: try resourceTypes(among: types) ?? types)
    selection.state = try state()
    if let name = try selection.defaultSelector(in: graph) {
      console.emit(
        LogEntry(
          "DefaultSelector", "Q023", .info, "Using default selector \(name)",
          data: ["name": .string(name)]))
    }
    let (nodes, warnings) = try selection.evaluate(over: graph)
    for warning in warnings { console.emit(.problem(warning)) }
    try console.throwEscalated()
    return nodes
  }

  private func resourceTypes(among usual: Set<ResourceType>?) throws -> Set<ResourceType>? {
    let only = try types("resource-types")
    let without = try types("exclude-resource-types")
    if only.isEmpty && without.isEmpty { return nil }
    let all = only.isEmpty ? usual ?? Set(ResourceType.allCases) : only
    return all.subtracting(without)
  }

  private func types(_ key: String) throws -> Set<ResourceType> {
    let names = ResourceType.allCases.map(\.dbtName)
    var types: Set<ResourceType> = []
    for word in input.arguments.list(key) {
      if word == "all" { return Set(ResourceType.allCases).subtracting([.operation]) }
      let found = ResourceType.allCases.filter { $0.dbtName == word }
      guard !found.isEmpty else {
        throw Diagnostic(
          code: "unknown-resource-type", "no resource type is named `\(word)`",
          help: NearMiss.help(for: word, among: names))
      }
      types.formUnion(found)
    }
    return types
  }
}
