import Artifacts
import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading
import Warehouse

/// Names the nodes that a selection means.
struct ListCommand: Subcommand {
  static let spec = CommandSpec(
    "ls", aliases: ["list"], summary: "list the nodes that a selection means",
    options: CommonOptions.selection.filter { $0.key != "select" } + [
      OptionSpec(
        "--select", "-s", kind: .values(metavariable: "SELECTOR"), readsEnvironment: false,
        help: "nodes to list: names, tag:…, path:…, state:…, +parents, children+, @"),
      OptionSpec(
        "--models", "-m", "--model", kind: .values(metavariable: "SELECTOR"),
        readsEnvironment: false, help: "the same, models only"),
    ] + CommonOptions.resourceTypes + [
      OptionSpec(
        "--output", kind: .choice(["selector", "json", "name", "path"]), readsEnvironment: false,
        help: "how to list them"),
      OptionSpec(
        "--output-keys", kind: .values(metavariable: "KEY"), readsEnvironment: false,
        help: "keys of JSON objects to print; config.materialized reaches inside"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let arguments = input.arguments
    if !arguments.list("models").isEmpty {
      if !arguments.list("select").isEmpty { throw Diagnostic.conflict("models", "select") }
      if !arguments.list("resource-types").isEmpty {
        throw Diagnostic.conflict("models", "resource_type")
      }
    }
    let style = arguments.value("output") ?? "selector"
    let opening = try ProjectOpening(input, command: "list", console: console)
    // JSON shows more of a node than is kept, and states are compared with more.
    if style != "json", arguments.value("state") == nil,
      let known = try KnownProject.open(opening, console: console)
    {
      let nodes = try chosen(input, known.graph, state: { SelectionState() }, console)
      for line in nodes.lines(style) { console.printData(line) }
      return .success
    }
    let session = try ProjectSession.open(opening, console: console)
    let nodes = try chosen(
      input, session.graph.selectable, state: session.selectionState, console)
    let lines =
      style == "json"
      ? NodeListing(session, nodes.map(\.uniqueID)).objects(keys: arguments.list("output-keys"))
      : nodes.lines(style)
    for line in lines { console.printData(line) }
    return .success
  }

  /// The selected nodes by their ids; a warning where there are none.
  private static func chosen(
    _ input: CommandInput, _ graph: SelectionGraph, state: () throws -> SelectionState,
    _ console: Console
  ) throws -> [NodeOutline] {
    let choice = NodeChoice(input: input, graph: graph, console: console)
    let nodes = try choice.selected(types(input.arguments), state: state)
      .compactMap { graph.node($0) }.sorted { $0.uniqueID < $1.uniqueID }
    if nodes.isEmpty {
      console.emit(.problem(.nothingSelected))
      try console.throwEscalated()
    }
    return nodes
  }

  /// Analyses are listed only when asked for.
  private static func types(_ arguments: ParsedArguments) -> Set<ResourceType> {
    guard arguments.list("models").isEmpty else { return [.model, .swiftModel] }
    return Set(ResourceType.allCases).subtracting([.analysis, .operation])
  }
}

extension Diagnostic {
  static let nothingSelected = Diagnostic(
    .warning, code: "nothing-selected", "No nodes selected!")
}
