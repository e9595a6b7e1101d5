import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Says which project, profile and connection would be used, and whether the connection works.
struct DebugCommand: Subcommand {
  static let spec = CommandSpec(
    "debug", summary: "check the project, the profile and the connection",
    options: [OptionSpec("--connection", help: "check the connection only")])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let project = try ProjectLoader.load(try input.loadOptions())
    console.hide(project.secrets)
    let profile = project.profile
    let here = input.currentDirectory
    var lines = [
      "swiftdbt version: \(Version.swiftdbt)",
      "project: \(project.root.name) in \(FilePath.shown(project.root.folder, from: here))",
      "profile: \(profile.name), target \(profile.target) (\(profile.source.path))",
      "adapter: \(profile.type.value), \(profile.threads) threads", "connection:",
    ]
    let values = Target(of: profile).values
    lines += profile.settings.all.compactMap { setting in
      values[setting.name].map { "  \(setting.name): \(Self.shown($0))" }
    }
    for line in lines { console.emit(.message(.info, line)) }
    let warehouse = try WarehouseFactory.warehouse(of: profile, projectFolder: project.root.folder)
    do {
      _ = try await Connection(to: warehouse).run { try $0.query("select 1") }
      console.emit(.message(.info, "connection test: OK"))
      return .success
    } catch let error as DatabaseError {
      console.emit(.message(.error, "connection test: ERROR"))
      console.emit(.problem(error.diagnostic(in: nil, at: profile.settings.span)))
      return .failure
    }
  }

  private static func shown(_ value: PlainValue) -> String {
    value.string ?? JSON.text(value)
  }
}
