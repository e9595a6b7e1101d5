import Artifacts
import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Reports

/// The graph with layers, kinds and what became of each node in the last run.
struct LineageCommand: Subcommand {
  static let spec = CommandSpec(
    "lineage", summary: "print the graph as DOT, JSON or Mermaid",
    discussion: "swiftdbt lineage --format dot | dot -Tsvg > lineage.svg",
    options: CommonOptions.selection + [
      OptionSpec(
        "--format", kind: .choice(["dot", "json", "mermaid"]), help: "how to draw it (dot)"),
      OptionSpec("--tests", help: "with tests"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "lineage", console: console)
    let manifest = Artifacts.Manifest(of: session.manifest, compiled: [:])
    let last = try LastRun(of: session, manifest: manifest)
    var lineage = Lineage(
      manifest, results: last.results, includesTests: input.arguments.isSet("tests"))
    let selected = Set(try session.selected().compactMap { session.graph.node($0)?.uniqueID })
    lineage.nodes.removeAll { !selected.contains($0.id) }
    lineage.edges.removeAll { !selected.contains($0.from) || !selected.contains($0.to) }
    console.printData(text(of: lineage, session, input.arguments.value("format") ?? "dot"))
    return .success
  }

  private static func text(of lineage: Lineage, _ session: ProjectSession, _ format: String)
    -> String
  {
    switch format {
    case "json": JSON.text(lineage.plain, layout: .pretty())
    case "mermaid": lineage.mermaid()
    default: lineage.dot(title: session.project.root.name)
    }
  }
}
