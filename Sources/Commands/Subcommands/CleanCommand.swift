import Diagnostics
import Execution
@preconcurrency import Glibc
import ProjectLoading

/// Removes the folders named by `clean-targets`, inside the project only.
struct CleanCommand: Subcommand {
  static let spec = CommandSpec(
    "clean", summary: "remove the folders that clean-targets names")

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let project = try ProjectLoader.load(try input.loadOptions())
    let folder = project.root.folder
    for target in project.root.settings.paths.cleanTargets {
      let path = FilePath.absolute(target, from: folder)
      guard path.hasPrefix(folder + "/") else {
        throw Diagnostic(
          code: "clean-outside",
          "`clean` does not remove `\(target)`, which is not inside the project")
      }
      try FolderRemoval.remove(path)
      console.emit(.message(.info, "Cleaned \(FilePath.shown(path, from: input.currentDirectory))"))
    }
    return .success
  }
}
