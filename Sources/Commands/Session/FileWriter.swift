import Diagnostics
@preconcurrency import Glibc

/// Writes text files whole or not at all.
enum FileWriter {
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Creates missing folders; the file appears under its name only when it is complete.
  ///
  /// Throws: `cannot-write`, with the system's reason.
  static func write(_ text: String, to path: String) throws(Diagnostic) {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    try createFolder("/" + folder)
    let temporary = "\(path).\(getpid()).tmp"
    guard let file = fopen(temporary, "wb") else { throw .cannotWrite(path) }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed, rename(temporary, path) == 0 else {
      let problem = Diagnostic.cannotWrite(path)
      unlink(temporary)
      throw problem
    }
  }

  /// With every missing folder above it.
  static func createFolder(_ path: String) throws(Diagnostic) {
    var sofar = ""
    for part in path.split(separator: "/") {
      sofar += "/" + part
      if mkdir(sofar, 0o777) != 0, errno != EEXIST { throw .cannotWrite(sofar) }
    }
  }
}

extension Diagnostic {
  /// With the reason that `errno` names.
  static func cannotWrite(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "cannot-write", "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
  }
}
