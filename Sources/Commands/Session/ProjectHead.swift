import Diagnostics
import PlainData
import ProjectLoading
import YAML

/// The little of dbt_project.yml that decides how a command talks: read before the project is.
struct ProjectHead {
  /// Absolute.
  let folder: String
  /// `flags:` as written.
  let flags: PlainMap
  /// `log-path:`, relative to the folder.
  let logPath: String?

  /// nil where there is no project; what is wrong with the file is told when it is loaded.
  init?(_ options: LoadOptions) {
    guard let folder = try? ProjectLocator.find(options) else { return nil }
    self.folder = folder
    let path = folder + "/" + ProjectLocator.fileName
    let file = try? FileSystem.read(path, shownAs: path)
    let map = file.flatMap { try? YAMLDocument.parse($0) }?.root.plain.map
    flags = map?["flags"]?.map ?? PlainMap()
    logPath = map?["log-path"]?.string
  }
}
