/// The help pages, drawn from the specs.
enum HelpText {
  static func overview(of commands: [CommandSpec], global: [OptionSpec]) -> String {
    """
    swiftdbt: SQL models, quality suites and Swift models in one graph, on PostgreSQL and SQLite

    usage: swiftdbt COMMAND [OPTIONS]

    commands:
    \(table(commands.map { ($0.name, $0.summary) }))

    options of every command:
    \(options(global))

    `swiftdbt COMMAND --help` tells more about a command.
    """
  }

  static func page(for command: CommandSpec, global: [OptionSpec]) -> String {
    let words = ["swiftdbt", command.name] + command.positionals.map { "[\($0)]" } + ["[OPTIONS]"]
    var sections = ["\(command.summary)\n\nusage: \(words.joined(separator: " "))"]
    if !command.discussion.isEmpty { sections.append(command.discussion) }
    if !command.options.isEmpty { sections.append("options:\n" + options(command.options)) }
    sections.append("options of every command:\n" + options(global))
    return sections.joined(separator: "\n\n")
  }

  private static func options(_ options: [OptionSpec]) -> String {
    table(options.filter { !$0.isHidden }.map { ($0.usage, $0.help) })
  }

  /// Two columns; a left side that is too wide gets a line of its own.
  private static func table(_ rows: [(String, String)]) -> String {
    let width = min(30, (rows.map(\.0.count).max() ?? 0)) + 2
    return rows.map { left, right in
      let gap = String(repeating: " ", count: max(0, width - left.count))
      let indent = String(repeating: " ", count: width + 2)
      return left.count >= width ? "  \(left)\n\(indent)\(right)" : "  \(left)\(gap)\(right)"
    }.joined(separator: "\n")
  }
}
