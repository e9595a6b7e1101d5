import Diagnostics
import Execution
import PlainData
import ProjectLoading

/// Removes the folders named by `clean-targets`.
struct CleanCommand: Subcommand {
  static let spec = CommandSpec(
    "clean", summary: "remove the folders that clean-targets names",
    options: [
      OptionSpec(
        "--clean-project-files-only", fallback: true, help: "nothing outside the project (on)")
    ])

  static func run(_ input: CommandInput, console: Console) async throws -> ExitCode {
    let project = try ProjectLoader.outline(try input.loadOptions())
    let paths = project.settings.paths
    let targets = paths.cleanTargets.map { FilePath.absolute($0, from: project.folder) }
    let sources = paths.resources.map { FilePath.absolute($0, from: project.folder) }
    let kept = targets.filter(sources.contains)
    guard kept.isEmpty else { throw Diagnostic.holdsSources(kept) }
    let outside = targets.filter { !$0.hasPrefix(project.folder + "/") }
    guard outside.isEmpty || input.arguments.flag("clean-project-files-only") == false else {
      throw Diagnostic.outside(outside)
    }
    if paths.cleanTargets.contains("dbt_modules"), !paths.cleanTargets.contains(paths.packages) {
      console.emit(.problem(.formerPackages(paths.packages)))
      try console.throwEscalated()
    }
    for path in targets {
      let shown = FilePath.shown(path, from: input.currentDirectory)
      console.emit(.cleaning("CheckCleanPath", "Z012", "Checking \(shown)/*", path))
      try FolderRemoval.remove(path)
      console.emit(.cleaning("ConfirmCleanPath", "Z013", "Cleaned \(shown)/*", path))
    }
    console.emit(LogEntry("FinishedCleanPaths", "Z015", .info, "Finished cleaning all paths."))
    return .success
  }
}

extension LogEntry {
  fileprivate static func cleaning(_ name: String, _ code: String, _ text: String, _ path: String)
    -> LogEntry
  {
    LogEntry(name, code, .info, text, data: ["path": .string(path)])
  }
}

extension Diagnostic {
  fileprivate static func holdsSources(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      code: "clean-source",
      "dbt will not clean the following source paths: \(paths.joined(separator: ", "))",
      help: ["take them out of `clean-targets`"])
  }

  fileprivate static func formerPackages(_ folder: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "deprecated-clean-target",
      "packages are installed in `\(folder)`, and no longer in `dbt_modules`",
      help: ["name `\(folder)` in `clean-targets`"])
  }

  fileprivate static func outside(_ paths: [String]) -> Diagnostic {
    Diagnostic(
      code: "clean-outside",
      "dbt will not clean the following directories outside the project: \(paths.joined(separator: ", "))",
      help: ["--no-clean-project-files-only removes them all the same"])
  }
}
