import Artifacts
import Diagnostics
import Execution
import ProjectLoading

/// Starts a new project that runs at once.
struct InitCommand: Subcommand {
  static let spec = CommandSpec(
    "init", summary: "start a new project in a folder of its own",
    discussion: """
      The project runs as it is, on a SQLite file: cd NAME && swiftdbt build
      With --profile it uses that profile of your profiles.yml, and brings none of its own.
      """,
    options: [
      OptionSpec(
        "--skip-profile-setup", "-s", readsEnvironment: false,
        help: "nothing is asked here: the project brings a profile of its own (for dbt's scripts)")
    ],
    positionals: ["NAME"])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    guard let name = input.arguments.positionals.first else {
      throw Diagnostic(
        code: "missing-argument", "`swiftdbt init` needs a name for the project",
        help: ["swiftdbt init my_project"])
    }
    guard isValid(name) else {
      throw Diagnostic(
        code: "project-name",
        "a project is named with letters, digits and underscores, starting with a letter, not `\(name)`"
      )
    }
    let folder = FilePath.absolute(name, from: input.currentDirectory)
    guard !FileSystem.exists(folder) else {
      throw Diagnostic(code: "folder-exists", "`\(name)` exists already")
    }
    let profile = try input.arguments.value("profile").map { _ in
      try ProjectLoader.profile(try input.loadOptions(), forNewProjectIn: folder).name
    }
    for (path, text) in ProjectTemplate.files(name: name, profile: profile) {
      try ArtifactFile.write(Array(text.utf8), to: folder + "/" + path)
    }
    console.emit(.message(.info, "Created \(name). Next: cd \(name) && swiftdbt build"))
    return .success
  }

  private static func isValid(_ name: String) -> Bool {
    guard let first = name.first, first.isLetter || first == "_" else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
