/// What a warehouse said when it refused; execution maps `position` back to the model's own line.
package struct DatabaseError: Error, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// The server or file cannot be reached or opened.
    case connection
    case authentication
    /// The statement was interrupted on request.
    case cancelled
    /// Another session stands in the way (deadlock, busy, serialization): the same work may be tried again.
    case conflict
    /// No space left on the device of the database.
    case diskFull
    /// Anything else that the SQL or the data caused.
    case statement
  }

  package var kind: Kind
  package var message: String
  package var detail: String?
  package var hint: String?
  /// SQLSTATE, or SQLite's result code name (`SQLITE_CONSTRAINT_UNIQUE`).
  package var code: String?
  /// UTF-8 byte offset into `statement`, from 0.
  package var position: Int?
  /// The SQL that was refused; nil for connections.
  package var statement: String?

  package init(
    _ kind: Kind, _ message: String, detail: String? = nil, hint: String? = nil,
    code: String? = nil, position: Int? = nil, statement: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.detail = detail
    self.hint = hint
    self.code = code
    self.position = position
    self.statement = statement
  }
}

extension DatabaseError: CustomStringConvertible {
  package var description: String {
    ([message] + [detail.map { "DETAIL: \($0)" }, hint.map { "HINT: \($0)" }].compactMap(\.self))
      .joined(separator: "\n")
  }
}
