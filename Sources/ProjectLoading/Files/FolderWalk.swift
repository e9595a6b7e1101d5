@preconcurrency import Glibc

/// Every file below a folder, sorted by path; links are followed, each folder once.
struct FolderWalk {
  struct Found {
    let absolutePath: String
    /// Below the folder that was walked.
    let path: String
  }

  private var found: [Found] = []
  private var folders: [String] = []
  /// Folders on the way down, by device and inode: a link back to one of them is not followed.
  private var above: [Identity] = []

  private struct Identity: Equatable {
    let device: dev_t
    let inode: ino_t
  }

  /// Empty when there is no such folder.
  static func files(below folder: String) -> [Found] {
    var walk = FolderWalk()
    walk.visit(folder, prefix: "")
    return walk.found.sorted { $0.path < $1.path }
  }

  /// The names of the folders directly in `folder`, sorted.
  static func folders(in folder: String) -> [String] {
    entries(of: folder).filter { FileSystem.isFolder(folder + "/" + $0.name) }.map(\.name).sorted()
  }

  /// The same with the folders that were visited below `folder` (absolute), in no fixed order.
  static func filesAndFolders(below folder: String) -> (files: [Found], folders: [String]) {
    var walk = FolderWalk()
    walk.visit(folder, prefix: "")
    return (walk.found, walk.folders.filter { $0 != folder })
  }

  /// What lies directly in `folder`; links to folders are folders.
  static func listing(of folder: String) -> [(name: String, isFolder: Bool)] {
    entries(of: folder).map { entry in
      (
        entry.name,
        entry.type == .folder
          || entry.type == .unknown && FileSystem.isFolder(folder + "/" + entry.name)
      )
    }
  }

  private mutating func visit(_ folder: String, prefix: String) {
    var status = stat()
    guard stat(folder, &status) == 0 else { return }
    let identity = Identity(device: status.st_dev, inode: status.st_ino)
    guard !above.contains(identity) else { return }
    above.append(identity)
    folders.append(folder)
    for entry in Self.entries(of: folder) {
      let path = folder + "/" + entry.name
      switch entry.type {
      case .file: found.append(Found(absolutePath: path, path: prefix + entry.name))
      case .folder: visit(path, prefix: prefix + entry.name + "/")
      case .unknown:
        if FileSystem.isFolder(path) {
          visit(path, prefix: prefix + entry.name + "/")
        } else if FileSystem.isFile(path) {
          found.append(Found(absolutePath: path, path: prefix + entry.name))
        }
      }
    }
    above.removeLast()
  }

  private enum EntryType {
    case file, folder
    /// A link, or a file system that does not say.
    case unknown
  }

  private static func entries(of folder: String) -> [(name: String, type: EntryType)] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var entries: [(String, EntryType)] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let type: EntryType =
        switch Int(entry.pointee.d_type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        default: .unknown
        }
      entries.append((name, type))
    }
    return entries
  }
}
