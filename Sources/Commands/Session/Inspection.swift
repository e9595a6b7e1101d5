import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// The checks of `debug`, told in dbt's layout.
struct Inspection {
  private let input: CommandInput
  private let console: Console

  init(_ input: CommandInput, _ console: Console) {
    self.input = input
    self.console = console
  }

  func printConfigurationFolder() {
    let folder = profilesFolder
    say(
      LogEntry(
        "OpenCommand", "Z016", .info,
        "To view your profiles.yml file, run:\n\nxdg-open \(folder)",
        data: ["open_cmd": "xdg-open", "profiles_dir": .string(folder)]))
  }

  /// Whether every check passed.
  func perform(onlyConnection: Bool) async -> Bool {
    say("swiftdbt version: \(Version.swiftdbt) (dbt \(Version.dbt))")
    say("Using profiles dir at \(profilesFolder)")
    var problems: [String] = []
    let outline = result { try ProjectLoader.outline(try input.loadOptions()) }
    let loaded = result { try ProjectLoader.profile(try input.loadOptions()) }
    if onlyConnection {
      say("Skipping steps before connection verification")
    } else {
      tellConfiguration(outline, loaded)
      tellDependencies()
      problems +=
        outline.problem.map { ["Project loading failed for the following reason:\n" + $0] } ?? []
    }
    if let problem = loaded.problem {
      problems.append("Profile loading failed for the following reason:\n" + problem)
    } else if let profile = loaded.value {
      problems += await connect(profile, folder: outline.value?.folder ?? input.currentDirectory)
    }
    tell(problems)
    return problems.isEmpty
  }

  private func tell(_ problems: [String]) {
    guard !problems.isEmpty else { return say(result: "All checks passed!") }
    say(result: "\(problems.count) \(problems.count == 1 ? "check" : "checks") failed:")
    for problem in problems { say(result: problem + "\n") }
  }

  private func tellConfiguration(_ outline: Checked<ProjectOutline>, _ loaded: Checked<Profile>) {
    let folder = outline.value?.folder ?? input.currentDirectory
    say("Using profiles.yml file at \(profilesFolder)/profiles.yml")
    say("Using dbt_project.yml file at \(folder)/dbt_project.yml")
    if let profile = loaded.value { say("adapter type: \(profile.type.value)") }
    say("Configuration:")
    say("  profiles.yml file [\(loaded.problem == nil ? "OK found and valid" : "ERROR invalid")]")
    if let target = loaded.problem.flatMap({ _ in input.arguments.value("target") }) {
      say("  output '\(target)' misconfigured")
    }
    say(
      "  dbt_project.yml file [\(outline.problem == nil ? "OK found and valid" : "ERROR invalid")]")
  }

  private func tellDependencies() {
    say("Required dependencies:")
    say(" - git [\(isInstalled("git") ? "OK found" : "ERROR")]\n")
  }

  /// The problem of the connection, if it has one.
  private func connect(_ profile: Profile, folder: String) async -> [String] {
    say("Connection:")
    let values = Target(of: profile).values
    for name in Self.connectionKeys[profile.type.value] ?? profile.settings.all.map(\.name) {
      guard let value = values[name] else { continue }
      say("  \(name): \(value.shownInPython)")
    }
    do {
      let warehouse = try WarehouseFactory.warehouse(of: profile, projectFolder: folder)
      _ = try await Connection(to: warehouse).run { try $0.query("select 1") }
      say("  Connection test: [OK connection ok]\n")
      return []
    } catch {
      say("  Connection test: [ERROR]\n")
      let problem: any Error =
        (error as? DatabaseError)?.diagnostic(in: nil, at: profile.settings.span) ?? error
      return [
        "dbt was unable to connect to the specified database.\n" + ErrorText.rendered(problem)
      ]
    }
  }

  /// What dbt's adapter shows of a connection, in its order.
  private static let connectionKeys = [
    "postgres": [
      "host", "port", "user", "database", "schema", "connect_timeout", "role", "search_path",
      "keepalives_idle", "sslmode", "sslcert", "sslkey", "sslrootcert", "application_name",
      "autocommit", "retries",
    ]
  ]

  private var profilesFolder: String { input.profilesFolder }

  private func isInstalled(_ tool: String) -> Bool {
    (input.environment["PATH"] ?? "").split(separator: ":").contains {
      FileSystem.exists("\($0)/\(tool)")
    }
  }

  private struct Checked<Value> {
    var value: Value?
    var problem: String?
  }

  private func result<Value>(_ body: () throws -> Value) -> Checked<Value> {
    do {
      return Checked(value: try body(), problem: nil)
    } catch {
      let words = ErrorText.searchTexts(of: error) + [ErrorText.rendered(error)]
      return Checked(value: nil, problem: words.joined(separator: "\n"))
    }
  }

  private func say(_ text: String) {
    say(LogEntry("DebugCmdOut", "Z047", .info, text, data: ["msg": .string(text)]))
  }

  private func say(result text: String) {
    say(LogEntry("DebugCmdResult", "Z048", .info, text, data: ["msg": .string(text)]))
  }

  private func say(_ entry: LogEntry) { console.emit(entry) }
}

extension PlainValue {
  fileprivate var shownInPython: String {
    switch self {
    case .string(let text): text
    case .null: "None"
    case .bool(let flag): flag ? "True" : "False"
    default: JSON.text(self)
    }
  }
}
