import CSQLite
import Warehouse

extension DatabaseError {
  /// The last error of `database`, with its position in `statement`.
  ///
  /// `offset` is where the refused statement starts in `statement`; `file` is the database's path.
  init(
    of database: OpaquePointer?, file: String, statement: String? = nil, offset: Int = 0
  ) {
    let code = sqlite3_extended_errcode(database)
    let message = database.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
    self.init(code: code, message: message, file: file)
    self.statement = statement
    let position = database.map { sqlite3_error_offset($0) } ?? -1
    guard let statement else { return }
    self.position =
      position >= 0
      ? offset + Int(position)
      : MissingName(message: message)?.position(in: statement, from: offset)
  }

  /// `message` of the result `code`, sorted into its kind.
  init(code: Int32, message: String, file: String) {
    let kind = Kind(sqlite: code)
    self.init(
      kind, kind == .connection ? "\(message): `\(file)`" : message,
      hint: Self.hint(code: code, message: message), code: ResultCode.name(of: code))
  }

  private static func hint(code: Int32, message: String) -> String? {
    switch code & 0xFF {
    case SQLITE_CANTOPEN:
      "check that the folder exists and may be written to"
    case SQLITE_NOTADB:
      "the file is not a SQLite database, or it is encrypted"
    case SQLITE_CORRUPT:
      "run `pragma integrity_check` in the sqlite3 shell; a copy or a rebuild may be needed"
    case SQLITE_READONLY, SQLITE_PERM:
      "check the permissions of the file and of its folder: SQLite writes a log beside the file"
    case SQLITE_FULL:
      "free some space on the device of the database or of its temporary files"
    case SQLITE_BUSY:
      "another process writes to the database; `busy_timeout` in the profile says how long to wait"
    case SQLITE_ERROR where message.contains("cannot reference objects in database"):
      "a SQLite view reads its own schema only: materialise it as a table, "
        + "or keep all schemas in one file with `schemas: prefix` in the profile"
    default: nil
    }
  }
}

extension DatabaseError.Kind {
  fileprivate init(sqlite code: Int32) {
    switch code & 0xFF {
    case SQLITE_FULL: self = .diskFull
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_SCHEMA: self = .conflict
    case SQLITE_INTERRUPT: self = .cancelled
    case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_READONLY, SQLITE_AUTH,
      SQLITE_PERM, SQLITE_IOERR:
      self = .connection
    default: self = .statement
    }
  }
}
