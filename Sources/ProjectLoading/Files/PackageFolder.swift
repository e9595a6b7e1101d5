import Diagnostics

/// The folder of one package: finds its files and knows how they are called.
struct PackageFolder: Sendable {
  let package: String
  /// Absolute.
  let folder: String
  /// Paths are shown relative to this folder, where they lie below it.
  let currentDirectory: String
  /// The folder of the root package, for paths outside of the current directory.
  let rootFolder: String
  let ignored: IgnoreRules

  /// The files below `path` (relative to the package), less the ignored ones, sorted.
  func places(in path: String) -> [FilePlace] {
    let top = PathText.normalized(path)
    let folder = PathText.absolute(path, from: folder)
    return FolderWalk.files(below: folder).compactMap { file in
      let place = place(file, top: top)
      return ignored.ignores(place.path) ? nil : place
    }
  }

  private func place(_ file: FolderWalk.Found, top: String) -> FilePlace {
    FilePlace(
      package: package, absolutePath: file.absolutePath, path: PathText.join(top, file.path),
      resourcePath: file.path, shownPath: shown(file.absolutePath))
  }

  /// The place of a file of the package itself, such as `dbt_project.yml`.
  func place(of name: String) -> FilePlace {
    let path = PathText.absolute(name, from: folder)
    return FilePlace(
      package: package, absolutePath: path, path: name, resourcePath: name, shownPath: shown(path))
  }

  func shown(_ path: String) -> String {
    PathText.below(path, currentDirectory) ?? PathText.below(path, rootFolder) ?? path
  }
}
