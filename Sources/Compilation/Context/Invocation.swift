package import PlainData
package import ProjectLoading

/// What is the same for every node of one invocation of the command.
package struct Invocation: Sendable {
  package var id: String
  package var started: Timestamp
  /// The subcommand: `build`.
  package var command: String
  /// dbt's flags as templates see them: `FULL_REFRESH`, `WHICH`.
  package var flags: PlainMap
  /// The process environment as a value.
  package var environment: [String: String]
  /// Notes what templates ask of the invocation.
  package var reads = ParseReads()

  package init(
    id: String, started: Timestamp, command: String, flags: PlainMap,
    environment: [String: String]
  ) {
    self.id = id
    self.started = started
    self.command = command
    self.flags = flags
    self.environment = environment
  }

  /// `invocation_args_dict`: the flags under the names of their options.
  package var arguments: PlainMap {
    reads.note { $0.allFlags = true }
    return PlainMap(flags.map { ($0.key.lowercased(), $0.value) } + [("which", .string(command))])
  }

  package var isFullRefresh: Bool { flags["FULL_REFRESH"]?.bool ?? false }
}

/// The version that the product reports.
package enum Version {
  package static let swiftdbt = "0.1.0"
  /// The dbt whose language and artifacts we follow; `dbt_version` in templates.
  package static let dbt = "1.12.3"
}
