import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// Installs the packages that packages.yml or dependencies.yml asks for.
struct DepsCommand: Subcommand {
  static let spec = CommandSpec(
    "deps", summary: "install the packages that packages.yml asks for",
    options: [
      OptionSpec("--lock", help: "write package-lock.yml and install nothing"),
      OptionSpec("--upgrade", help: "resolve again, although the lock is up to date"),
      OptionSpec(
        "--add-package", kind: .value(metavariable: "NAME@VERSION"),
        help: "add an entry to packages.yml first"),
      OptionSpec(
        "--source", kind: .choice(["hub", "git", "local"]), fallback: "hub",
        help: "what kind of package --add-package names"),
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let options = try input.loadOptions()
    if let added = input.arguments.value("add-package") {
      let folder = try ProjectLocator.find(options)
      try PackageAddition.add(
        added, source: input.arguments.value("source") ?? "hub", to: folder)
      console.emit(.message(.info, "Added new package \(added) to \(folder)/packages.yml"))
    }
    var installer = try PackageInstaller(
      options, say: { console.emit(.message(.info, $0)) }, warn: { console.emit(.problem($0)) })
    try installer.run(
      upgrades: input.arguments.flag("upgrade") ?? false,
      locksOnly: input.arguments.flag("lock") ?? false)
    try console.throwEscalated()
    return .success
  }
}
