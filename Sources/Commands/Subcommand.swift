/// One subcommand: its spec, and what it does with a command line that fits the spec.
protocol Subcommand: Sendable {
  static var spec: CommandSpec { get }
  /// Whether standard output carries data and not progress.
  static var printsData: Bool { get }
  /// Throws: what the project, the options or the warehouse got wrong.
  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode
}

extension Subcommand {
  static var printsData: Bool { false }
}

/// What the process returns, as dbt does.
enum ExitCode: Int32, Sendable {
  case success = 0
  /// A model, a test or an expectation failed.
  case failure = 1
  /// Wrong usage, a broken project, no connection, an interrupt, our own fault.
  case unusable = 2
}
