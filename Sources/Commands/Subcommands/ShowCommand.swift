import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Runs queries and prints their first rows.
struct ShowCommand: Subcommand {
  static let spec = CommandSpec(
    "show", summary: "run a model's query or any SQL and print its first rows",
    options: CommonOptions.selection + CommonOptions.execution + [
      OptionSpec(
        "--inline", kind: .value(metavariable: "SQL"), readsEnvironment: false,
        help: "run this SQL instead"),
      OptionSpec(
        "--inline-direct", kind: .value(metavariable: "SQL"), readsEnvironment: false,
        help: "the same, without Jinja", isHidden: true),
      OptionSpec(
        "--limit", kind: .value(metavariable: "N"), fallback: 5, readsEnvironment: false,
        help: "rows to print (5; -1: all of them)"),
      CommonOptions.introspection, CommonOptions.fullRefresh,
      OptionSpec(
        "--output", kind: .choice(["text", "json"]), fallback: "text", readsEnvironment: false,
        help: "a table or JSON"),
    ])
  static let printsData = true

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let arguments = input.arguments
    let inline = arguments.value("inline") ?? arguments.value("inline-direct")
    let isSelected = arguments.values["select"] != nil || arguments.value("selector") != nil
    guard inline != nil || isSelected else {
      throw Diagnostic(
        code: "missing-argument", "Either --select or --inline must be passed to show",
        help: ["swiftdbt show --select NAME, or --inline 'select …'"])
    }
    var session = try ProjectSession.open(input, command: "show", console: console)
    let preview: Preview
    if let inline {
      preview = try Preview(session, limit: try limit(input))
      session.announceWork()
      let node = try SessionCompilation(session).inlineNode(
        arguments.value("inline") == nil ? "{% raw %}\(inline){% endraw %}" : inline)
      try await preview.print([node], isInline: true)
      return .success
    }
    let selected = try session.selected()
    session = try await Deferral(session)?.applied(keeping: selected) ?? session
    let nodes = shown(selected.compactMap { session.graph.node($0) }, input)
    session.announceWork()
    if nodes.isEmpty { console.emit(.problem(.nothingSelected)) }
    try await Preview(session, limit: try limit(input)).print(nodes, isInline: false)
    return .success
  }

  /// What the selection names, as dbt shows it; where it names nothing, whatever is no test.
  private static func shown(_ selected: [Node], _ input: CommandInput) -> [Node] {
    let nodes = selected.filter { $0.isCompilable || $0.isSeenInRelation }
    let words = input.arguments.list("select")
    let named = nodes.filter { node in words.contains { $0.contains(node.name) } }
    return named.isEmpty ? nodes.filter { $0.type != .test } : named
  }

  /// nil: all rows.
  private static func limit(_ input: CommandInput) throws -> Int? {
    guard let text = input.arguments.value("limit") else { return 5 }
    guard let number = Int(text), number >= -1 else {
      throw Diagnostic(code: "bad-number", "`--limit` takes a whole number, not `\(text)`")
    }
    return number == -1 ? nil : number
  }
}
