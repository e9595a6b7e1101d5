package import Diagnostics

/// Finds the folder of `dbt_project.yml`.
package enum ProjectLocator {
  package static let fileName = "dbt_project.yml"

  /// The absolute folder: `--project-dir`, `DBT_PROJECT_DIR`, the current directory or one above it;
  /// and, for a repository that keeps it there, `project/` in the current directory.
  ///
  /// Throws: `project-not-found`.
  package static func find(_ options: LoadOptions) throws(Diagnostic) -> String {
    if let named = options.projectDirectory ?? environmentFolder(options) {
      let folder = PathText.absolute(named, from: options.currentDirectory)
      guard has(folder) else { throw .noProject(in: named) }
      return folder
    }
    let current = PathText.absolute(".", from: options.currentDirectory)
    if has(current) { return current }
    let nested = PathText.join(current, "project")
    if has(nested) { return nested }
    var folder = current
    while folder != "/" {
      folder = PathText.parent(folder)
      if has(folder) { return folder }
    }
    throw .noProject(around: current)
  }

  private static func environmentFolder(_ options: LoadOptions) -> String? {
    ["DBT_ENGINE_PROJECT_DIR", "DBT_PROJECT_DIR"].lazy
      .compactMap { options.environment[$0] }.first { !$0.isEmpty }
  }

  private static func has(_ folder: String) -> Bool {
    FileSystem.isFile(PathText.join(folder, fileName))
  }
}

extension Diagnostic {
  fileprivate static func noProject(in folder: String) -> Diagnostic {
    Diagnostic(
      code: "project-not-found", "`\(folder)` holds no `\(ProjectLocator.fileName)`",
      help: ["`--project-dir` takes the folder that holds it"])
  }

  fileprivate static func noProject(around folder: String) -> Diagnostic {
    Diagnostic(
      code: "project-not-found",
      "neither `\(folder)`, its `project` folder nor a folder above holds a "
        + "`\(ProjectLocator.fileName)`",
      help: ["name its folder with `--project-dir`, or start a project with `swiftdbt init`"])
  }
}
