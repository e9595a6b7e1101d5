@preconcurrency import Glibc
import Warehouse

enum Folder {
  /// Makes the folders above `file`, which is an absolute path.
  ///
  /// Throws: `connection`, with the folder and the system's reason.
  static func make(of file: String) throws(DatabaseError) {
    var path = ""
    for part in file.split(separator: "/").dropLast() {
      path += "/" + part
      guard !SchemaLayout.exists(path), mkdir(path, 0o777) != 0, errno != EEXIST else { continue }
      let reason = String(cString: strerror(errno))
      throw DatabaseError(
        .connection, "the folder `\(path)` cannot be made: \(reason)", code: "SQLITE_CANTOPEN")
    }
  }
}
