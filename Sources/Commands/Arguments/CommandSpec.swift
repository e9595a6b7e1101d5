/// What a subcommand is called, takes and says of itself in help.
struct CommandSpec: Sendable {
  let name: String
  let aliases: [String]
  /// One line for the list of commands.
  let summary: String
  /// More lines for `swiftdbt COMMAND --help`.
  let discussion: String
  let options: [OptionSpec]
  /// Names of positional arguments in order; the last may end in `…` for any number.
  let positionals: [String]

  init(
    _ name: String, aliases: [String] = [], summary: String, discussion: String = "",
    options: [OptionSpec] = [], positionals: [String] = []
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.discussion = discussion
    self.options = options
    self.positionals = positionals
  }

  var takesManyPositionals: Bool { positionals.last?.hasSuffix("…") ?? false }
}
