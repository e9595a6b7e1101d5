import Diagnostics
@preconcurrency import Glibc

/// Makes a folder with every missing folder above it; one that is there is left alone.
enum FolderCreation {
  /// Throws: `cannot-write`, with the system's reason.
  static func create(_ path: String) throws(Diagnostic) {
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
