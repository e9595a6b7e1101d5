import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import Warehouse

/// Renders SQL without running it.
struct CompileCommand: Subcommand {
  static let spec = CommandSpec(
    "compile", summary: "render models, tests and analyses to SQL in target/compiled",
    options: CommonOptions.selection + CommonOptions.resourceTypes + [
      OptionSpec("--inline", kind: .value(metavariable: "SQL"), help: "render this text instead"),
      CommonOptions.introspection, CommonOptions.fullRefresh, CommonOptions.empty,
      OptionSpec("--output", kind: .choice(["text", "json"]), help: "how to print one node's SQL"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "compile", console: console)
    let compilation = SessionCompilation(session)
    if let inline = input.arguments.value("inline") {
      console.printData(try await compilation.compile(inline: inline).text)
      return .success
    }
    let nodes = try session.selected().compactMap { session.graph.node($0) }
      .filter(\.isCompilable)
    let compiled = try await compilation.compile(nodes)
    let artifacts = RunArtifacts(session)
    try artifacts.write(compiled: compiled)
    try artifacts.writeManifest(compiled: compiled.mapValues(\.text))
    // Tests come along with the model that was asked for; its SQL is what one wants to see.
    let asked = nodes.count == 1 ? nodes : nodes.filter { $0.type != .test }
    if asked.count == 1, let node = asked.first, let sql = compiled[node.uniqueID] {
      console.printData(text(of: node, sql.text, input.arguments.value("output") ?? "text"))
    } else {
      console.printData("Compiled \(compiled.count) nodes to \(session.shownTarget)/compiled")
    }
    return .success
  }

  private static func text(of node: Node, _ sql: String, _ output: String) -> String {
    guard output == "json" else { return sql }
    return JSON.text(["node": .string(node.name), "compiled": .string(sql)])
  }
}

extension Node {
  /// Whether there is SQL to render.
  var isCompilable: Bool {
    switch body {
    case .template, .genericTest: true
    default: false
    }
  }
}
