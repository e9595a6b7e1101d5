import Diagnostics
@preconcurrency import Glibc

/// Removes a folder with everything in it; what is not there counts as removed.
enum FolderRemoval {
  /// Links are removed, never followed. Throws: `cannot-remove`, with the system's reason.
  static func remove(_ path: String) throws(Diagnostic) {
    for name in entries(of: path) where name != "." && name != ".." {
      try removeEntry(path + "/" + name)
    }
    try check(rmdir(path), path)
  }

  private static func removeEntry(_ path: String) throws(Diagnostic) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return try check(-1, path) }
    if status.st_mode & S_IFMT == S_IFDIR {
      try remove(path)
    } else {
      try check(unlink(path), path)
    }
  }

  static func entries(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  private static func check(_ result: Int32, _ path: String) throws(Diagnostic) {
    guard result != 0, errno != ENOENT else { return }
    throw Diagnostic(
      code: "cannot-remove", "`\(path)` cannot be removed: \(String(cString: strerror(errno)))")
  }
}
