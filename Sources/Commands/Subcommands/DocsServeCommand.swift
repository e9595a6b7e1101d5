import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// The documentation page in a browser.
struct DocsServeCommand: Subcommand {
  static let spec = CommandSpec(
    "docs serve", summary: "serve the documentation page of the target folder",
    discussion: "Write it first: swiftdbt docs generate. Ctrl-C ends it.",
    options: [
      OptionSpec(
        "--host", kind: .value(metavariable: "ADDRESS"), fallback: "127.0.0.1",
        help: "address to listen at (127.0.0.1)"),
      OptionSpec(
        "--port", kind: .value(metavariable: "N"), fallback: 8080, readsEnvironment: false,
        help: "port to listen at (8080; 0: any that is free)"),
      OptionSpec(
        "--browser", fallback: true, readsEnvironment: false, help: "accepted", isHidden: true),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let outline = try ProjectLoader.outline(try input.loadOptions())
    let folder = FilePath.absolute(
      input.arguments.value("target-path") ?? outline.settings.paths.target, from: outline.folder)
    guard FileSystem.exists(folder + "/index.html") else {
      throw Diagnostic(
        code: "no-docs", "`\(folder)` holds no documentation page",
        help: ["swiftdbt docs generate writes it"])
    }
    let port = input.arguments.value("port").flatMap { UInt16($0) } ?? 8080
    let server = try FileServer(
      folder: folder, host: input.arguments.value("host") ?? "127.0.0.1", port: port)
    console.emit(.message(.info, "Serving docs at \(server.address); Ctrl-C ends it"))
    try await InterruptMonitor.run { await server.serve() }
    return .success
  }
}
