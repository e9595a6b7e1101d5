import Diagnostics
@preconcurrency import Glibc

/// Copies a folder with everything in it.
enum FolderCopy {
  /// Links are followed. Throws: `cannot-write`, with the system's reason.
  static func copy(_ original: String, to copy: String) throws(Diagnostic) {
    try FolderCreation.create(copy)
    for name in FolderRemoval.entries(of: original) where name != "." && name != ".." {
      let (from, to) = ("\(original)/\(name)", "\(copy)/\(name)")
      var status = stat()
      guard stat(from, &status) == 0 else { throw .cannotWrite(to) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try self.copy(from, to: to)
      } else {
        try copyFile(from, to, mode: status.st_mode & 0o777)
      }
    }
  }

  private static func copyFile(_ from: String, _ to: String, mode: mode_t) throws(Diagnostic) {
    let source = open(from, O_RDONLY)
    guard source >= 0 else { throw .cannotWrite(to) }
    defer { close(source) }
    let target = open(to, O_WRONLY | O_CREAT | O_TRUNC, mode)
    guard target >= 0 else { throw .cannotWrite(to) }
    defer { close(target) }
    var status = stat()
    guard fstat(source, &status) == 0 else { throw .cannotWrite(to) }
    var left = Int(status.st_size)
    while left > 0 {
      let count = sendfile(target, source, nil, left)
      guard count > 0 else { throw .cannotWrite(to) }
      left -= count
    }
  }
}
