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
    let keys = style == "json" ? arguments.list("output-keys") : nil
    let opening = try ProjectOpening(input, command: "list", console: console)
    let written = WrittenManifest(opening)
    // States are compared with more than is kept.
    if arguments.value("state") == nil,
      let known = try KnownProject(opening, keys: keys), let graph = known.graph(),
      let upkeep = try ManifestUpkeep(opening, written, known)
    {
      input.keeper?.keep(known)
      input.keeper?.keep(graph)
      try known.announce(on: console)
      let nodes = try chosen(input, graph, state: { SelectionState() }, console)
      print(nodes, style, known.lines, on: console)
      try upkeep.perform()
      return .success
    }
    let session = try ProjectSession.parse(opening, console: console, isKeptAnew: keys != nil)
    console.emit(.found(counts: session.manifest.counts))
    let lines = keys.flatMap { session.lines(keys: $0) }
    let nodes = try chosen(
      input, session.graph.selectable, state: session.selectionState, console)
    if let keys, lines == nil {
      let listing = NodeListing(session, nodes.map(\.outline.uniqueID))
      for line in listing.objects(keys: keys) { console.printData(line) }
    } else {
      print(nodes, style, lines, on: console)
    }
    do {
      try await ManifestUpkeep.write(session, opening, to: written, lines: lines)
    } catch var problem as Diagnostic {
      // What was asked for has been said.
      problem.severity = .warning
      console.emit(.problem(problem))
    }
    return .success
  }

  private static func print(
    _ nodes: [(index: Int, outline: NodeOutline)], _ style: String, _ lines: KeptLines?,
    on console: Console
  ) {
    let texts =
      style == "json"
      ? nodes.compactMap { lines?[$0.index] } : nodes.map(\.outline).lines(style)
    for text in texts { console.printData(text) }
  }

  /// The selected nodes by their ids, with their places; a warning where there are none.
  private static func chosen(
    _ input: CommandInput, _ graph: SelectionGraph, state: () throws -> SelectionState,
    _ console: Console
  ) throws -> [(index: Int, outline: NodeOutline)] {
    let choice = NodeChoice(input: input, graph: graph, console: console)
    let nodes = try choice.selected(types(input.arguments), state: state)
      .compactMap { index in graph.node(index).map { (index, $0, $0.uniqueID) } }
      .sorted { $0.2 < $1.2 }
    if nodes.isEmpty {
      console.emit(.problem(.nothingSelected))
      try console.throwEscalated()
    }
    return nodes.map { ($0.0, $0.1) }
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
