import Compilation
import Diagnostics
import Execution
import PlainData
import Warehouse

/// Runs one query and prints the first rows.
struct ShowCommand: Subcommand {
  static let spec = CommandSpec(
    "show", summary: "run a model's query or any SQL and print its first rows",
    options: CommonOptions.selection + [
      OptionSpec("--inline", kind: .value(metavariable: "SQL"), help: "run this SQL instead"),
      OptionSpec(
        "--limit", kind: .value(metavariable: "N"), help: "rows to print (5; -1: all of them)"),
      OptionSpec("--output", kind: .choice(["text", "json"]), help: "a table or JSON"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let session = try ProjectSession.open(input, command: "show", console: console)
    let compilation = SessionCompilation(session)
    let name: String
    let sql: CompiledSQL
    if let inline = input.arguments.value("inline") {
      (name, sql) = ("inline_query", try await compilation.compile(inline: inline))
    } else {
      let node = try chosenNode(in: session)
      let compiled = try await compilation.compile([node])
      (name, sql) = (node.name, compiled[node.uniqueID] ?? CompiledSQL(text: ""))
    }
    let table = try await rows(of: sql, limit: try limit(input), session)
    let isJSON = input.arguments.value("output") == "json"
    console.printData(
      isJSON ? json(name, table) : "Previewing node '\(name)':\n" + TextTable(table).text)
    return .success
  }

  private static func chosenNode(in session: ProjectSession) throws -> Node {
    let nodes = try session.selected().compactMap { session.graph.node($0) }
      .filter { $0.isCompilable && $0.type != .test || $0.type == .seed }
    guard nodes.count == 1, let node = nodes.first else {
      throw Diagnostic(
        code: "show-one-node", "`show` prints one model, and the selection means \(nodes.count)",
        help: ["swiftdbt show --select NAME, or --inline 'select …'"])
    }
    return node
  }

  private static func limit(_ input: CommandInput) throws -> Int? {
    guard let text = input.arguments.value("limit") else { return 5 }
    guard let number = Int(text), number >= -1 else {
      throw Diagnostic(code: "bad-number", "`--limit` takes a whole number, not `\(text)`")
    }
    return number == -1 ? nil : number
  }

  private static func rows(of sql: CompiledSQL, limit: Int?, _ session: ProjectSession)
    async throws -> ResultTable
  {
    do {
      return try await Connection(to: session.warehouse).run { connection in
        try connection.query(sql.text, [], limit: limit)
      }
    } catch let error as DatabaseError {
      throw error.diagnostic(in: sql, at: nil)
    }
  }

  private static func json(_ name: String, _ table: ResultTable) -> String {
    let rows = table.rows.map { row in
      PlainValue.map(PlainMap(zip(table.columns.map(\.name), row.map(\.plain))))
    }
    return JSON.text(["node": .string(name), "show": .list(rows)])
  }
}
