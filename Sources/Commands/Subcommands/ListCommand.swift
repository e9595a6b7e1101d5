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
    options: CommonOptions.selection + CommonOptions.resourceTypes + [
      OptionSpec(
        "--output", kind: .choice(["selector", "json", "name", "path"]), help: "how to list them"),
      OptionSpec(
        "--output-keys", kind: .values(metavariable: "KEY"), help: "keys of JSON objects to print"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "list", console: console)
    let nodes = try session.selected().compactMap { session.graph.node($0) }
    let style = input.arguments.value("output") ?? "selector"
    for node in nodes.sorted(by: { $0.uniqueID < $1.uniqueID }) {
      console.printData(text(of: node, style, keys: input.arguments.list("output-keys")))
    }
    if nodes.isEmpty { console.emit(.message(.warn, "No nodes selected!")) }
    return .success
  }

  private static func text(of node: Node, _ style: String, keys: [String]) -> String {
    switch style {
    case "name": node.name
    case "path": node.file.path
    case "json": json(of: node, keys: keys)
    default: selector(of: node)
    }
  }

  /// What `--select` would take: `source:…`, `exposure:…`, or the fqn.
  private static func selector(of node: Node) -> String {
    switch node.body {
    case .source(let table): "source:\(node.package).\(table.sourceName).\(node.name)"
    case .exposure, .definition, .unitTest: "\(node.type.dbtName):\(node.package).\(node.name)"
    default: node.fqn.joined(separator: ".")
    }
  }

  private static func json(of node: Node, keys: [String]) -> String {
    let all: PlainMap = [
      "alias": node.relation.map { .string($0.identifier) } ?? .string(node.name),
      "name": .string(node.name), "package_name": .string(node.package),
      "depends_on": [
        "nodes": .list(node.dependsOn.map(PlainValue.string)),
        "macros": .list(node.macros.map(PlainValue.string)),
      ],
      "tags": .list(node.tags.map(PlainValue.string)), "config": .map(node.config.values),
      "resource_type": .string(node.type.dbtName), "original_file_path": .string(node.file.path),
      "unique_id": .string(node.uniqueID),
    ]
    guard !keys.isEmpty else { return JSON.text(.map(all)) }
    return JSON.text(.map(PlainMap(keys.compactMap { key in all[key].map { (key, $0) } })))
  }
}
