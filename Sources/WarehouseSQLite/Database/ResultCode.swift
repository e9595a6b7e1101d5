import CSQLite

/// The names of SQLite's result codes, primary and extended.
enum ResultCode {
  static func name(of code: Int32) -> String {
    if let extended = extended[code] { return "SQLITE_" + extended }
    if let primary = primary[code & 0xFF] { return "SQLITE_" + primary }
    return "SQLITE_\(code)"
  }

  private static let primary: [Int32: String] = [
    1: "ERROR", 2: "INTERNAL", 3: "PERM", 4: "ABORT", 5: "BUSY", 6: "LOCKED", 7: "NOMEM",
    8: "READONLY", 9: "INTERRUPT", 10: "IOERR", 11: "CORRUPT", 12: "NOTFOUND", 13: "FULL",
    14: "CANTOPEN", 15: "PROTOCOL", 16: "EMPTY", 17: "SCHEMA", 18: "TOOBIG", 19: "CONSTRAINT",
    20: "MISMATCH", 21: "MISUSE", 22: "NOLFS", 23: "AUTH", 24: "FORMAT", 25: "RANGE", 26: "NOTADB",
  ]

  /// https://sqlite.org/rescode.html: the primary code in the low byte, the detail above it.
  private static let extended: [Int32: String] = {
    let details: [(Int32, String, [String])] = [
      (1, "ERROR", ["MISSING_COLLSEQ", "RETRY", "SNAPSHOT"]),
      (4, "ABORT", ["", "ROLLBACK"]),
      (5, "BUSY", ["RECOVERY", "SNAPSHOT", "TIMEOUT"]),
      (6, "LOCKED", ["SHAREDCACHE", "VTAB"]),
      (
        8, "READONLY",
        ["RECOVERY", "CANTLOCK", "ROLLBACK", "DBMOVED", "CANTINIT", "DIRECTORY"]
      ),
      (
        10, "IOERR",
        [
          "READ", "SHORT_READ", "WRITE", "FSYNC", "DIR_FSYNC", "TRUNCATE", "FSTAT", "UNLOCK",
          "RDLOCK", "DELETE", "BLOCKED", "NOMEM", "ACCESS", "CHECKRESERVEDLOCK", "LOCK", "CLOSE",
          "DIR_CLOSE", "SHMOPEN", "SHMSIZE", "SHMLOCK", "SHMMAP", "SEEK", "DELETE_NOENT", "MMAP",
          "GETTEMPPATH", "CONVPATH", "VNODE", "AUTH", "BEGIN_ATOMIC", "COMMIT_ATOMIC",
          "ROLLBACK_ATOMIC", "DATA", "CORRUPTFS",
        ]
      ),
      (11, "CORRUPT", ["VTAB", "SEQUENCE", "INDEX"]),
      (14, "CANTOPEN", ["NOTEMPDIR", "ISDIR", "FULLPATH", "CONVPATH", "DIRTYWAL", "SYMLINK"]),
      (
        19, "CONSTRAINT",
        [
          "CHECK", "COMMITHOOK", "FOREIGNKEY", "FUNCTION", "NOTNULL", "PRIMARYKEY", "TRIGGER",
          "UNIQUE", "VTAB", "ROWID", "PINNED", "DATATYPE",
        ]
      ),
      (23, "AUTH", ["USER"]),
    ]
    var names: [Int32: String] = [:]
    for (code, name, suffixes) in details {
      for (index, suffix) in suffixes.enumerated() where !suffix.isEmpty {
        names[code | Int32(index + 1) << 8] = "\(name)_\(suffix)"
      }
    }
    return names
  }()
}
