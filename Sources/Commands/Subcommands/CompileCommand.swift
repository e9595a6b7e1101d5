import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading
import Warehouse

/// Renders SQL without running it.
struct CompileCommand: Subcommand {
  static let spec = CommandSpec(
    "compile", summary: "render models, tests and analyses to SQL in target/compiled",
    options: CommonOptions.selection + CommonOptions.resourceTypes + CommonOptions.execution + [
      OptionSpec(
        "--inline", kind: .value(metavariable: "SQL"), readsEnvironment: false,
        help: "render this text instead"),
      OptionSpec(
        "--inject-ephemeral-ctes", fallback: true, readsEnvironment: false,
        help: "put ephemeral parents in front (on)", isHidden: true),
      CommonOptions.introspection, CommonOptions.fullRefresh, CommonOptions.empty,
      OptionSpec(
        "--output", kind: .choice(["text", "json"]), fallback: "text", readsEnvironment: false,
        help: "how to print one node's SQL"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    var session = try ProjectSession.open(input, command: "compile", console: console)
    let compilation = SessionCompilation(session)
    if let inline = input.arguments.value("inline") {
      let node = try compilation.inlineNode(inline)
      let compiled = try await compilation.compile([node])
      for one in compiled { print(one, isInline: true, input, console) }
      try RunArtifacts(session).write(session.record("compile", compiled.map(\.result)))
      return .success
    }
    let selected = try session.selected()
    session = try await Deferral(session)?.applied(keeping: selected) ?? session
    let compiled = try await compileNodes(selected, session)
    let asked = asked(compiled.map(\.node), input)
    if asked.isEmpty {
      console.printData("Compiled \(compiled.count) nodes to \(session.shownTarget)/compiled")
    }
    for one in compiled where asked.contains(one.node.uniqueID) {
      print(one, isInline: false, input, console)
    }
    return .success
  }

  /// Compiles what is selected, and the ephemeral models it reads; writes all artifacts.
  static func compileNodes(_ selected: NodeSet, _ session: ProjectSession) async throws
    -> [CompiledNode]
  {
    let nodes = selected.compactMap { session.graph.node($0) }.filter(\.isCompilable)
    session.announceWork()
    let parents = session.ephemeralParents(of: nodes)
    let all = try await SessionCompilation(session).compile(nodes + parents)
    let artifacts = RunArtifacts(session)
    // The SQL files cost the kernel's time, the others ours.
    async let files: Void = artifacts.write(compiled: all)
    let wanted = Set(nodes.map(\.uniqueID))
    let compiled = all.filter { wanted.contains($0.node.uniqueID) }
    // Seeds have nothing to compile and are results all the same, as in dbt.
    let seeds = selected.compactMap { session.graph.node($0) }.filter { $0.type == .seed }
    let now = Timestamp.now()
    // An ephemeral model that nobody named is a part of others.
    let named = session.input.arguments.values["select"] != nil
    let results =
      compiled.filter { named && session.invocation.command == "compile" || !$0.node.isEphemeral }
      .map(\.result)
      + seeds.map {
        NodeResult(
          uniqueID: $0.uniqueID, status: .success, message: "", started: now, completed: now,
          threadID: "Thread-1")
      }
    try artifacts.write(session.record("compile", results), sql: false)
    try await files
    return compiled
  }

  /// The nodes that the selection names; without names, the only one that is no test.
  private static func asked(_ nodes: [Node], _ input: CommandInput) -> Set<String> {
    let words = input.arguments.list("select").flatMap { $0.split(separator: " ") }
    let named = nodes.filter { node in words.contains { $0.contains(node.name) } }
    guard named.isEmpty else { return Set(named.map(\.uniqueID)) }
    let models = nodes.count == 1 ? nodes : nodes.filter { $0.type != .test }
    return models.count == 1 && !words.isEmpty ? Set(models.map(\.uniqueID)) : []
  }

  private static func print(
    _ compiled: CompiledNode, isInline: Bool, _ input: CommandInput, _ console: Console
  ) {
    let (name, sql) = (compiled.node.name, compiled.sql.text)
    let text: String
    if input.arguments.value("output") == "json" {
      var map: PlainMap = isInline ? [:] : ["node": .string(name)]
      map["compiled"] = .string(sql)
      text = JSON.text(.map(map), layout: .pretty())
    } else if console.isQuiet {
      text = sql
    } else {
      text = (isInline ? "Compiled inline node is:\n" : "Compiled node '\(name)' is:\n") + sql
    }
    console.printData(
      text,
      as: LogEntry(
        "CompiledNode", "Q042", .info, text,
        data: [
          "node_name": .string(name), "compiled": .string(sql), "is_inline": .bool(isInline),
          "output_format": .string(input.arguments.value("output") ?? "text"),
          "unique_id": .string(compiled.node.uniqueID), "quiet": .bool(console.isQuiet),
        ], isPrinted: true))
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
