import CSQLite
import Warehouse

extension SQLiteConnection {
  @discardableResult
  package func execute(_ sql: String) throws(DatabaseError) -> StatementResult {
    database.cancellation.statementStarts()
    let text = try StatementText(sql)
    var offset = 0
    var result = StatementResult(message: "OK", code: "OK")
    while let statement = try prepare(text, at: offset) {
      try run(statement, of: text)
      let keyword = text.keyword(in: statement.range)
      note(keyword)
      result = self.result(of: keyword)
      offset = statement.range.upperBound
    }
    return result
  }

  package func perform(_ action: TransactionAction) throws(DatabaseError) {
    switch action {
    case .begin:
      database.cancellation.statementStarts()
      if !isInTransaction { try attachExistingSchemas() }
      try execute("begin immediate")
    case .commit: try execute("commit")
    case .rollback:
      defer { keepOrReleaseTurn() }
      try database.withoutCancellation { () throws(DatabaseError) in
        try database.run("rollback")
      }
    }
  }

  /// The next statement; a schema that another session has made since is attached on the way.
  func prepare(_ text: StatementText, at offset: Int = 0) throws(DatabaseError) -> Statement? {
    while true {
      do {
        return try database.prepare(text, at: offset)
      } catch  where error.mayBeOfAnOldSchema {
        return try database.reading { () throws(DatabaseError) in
          try refreshSchemas()
          return try database.prepare(text, at: offset)
        }
      } catch {
        guard let schema = error.missingSchema, try attachIfPresent(schema) else { throw error }
      }
    }
  }

  /// Steps `statement` to its end; one that writes waits for its turn.
  private func run(_ statement: Statement, of text: StatementText) throws(DatabaseError) {
    if !statement.isReadOnly { try takeTurn() }
    defer { keepOrReleaseTurn() }
    var hasRow = try start(statement, of: text)
    while hasRow { hasRow = try step(statement, of: text) }
  }

  /// The turn is held while a transaction that may write is open.
  func takeTurn() throws(DatabaseError) {
    guard !holdsTurn else { return }
    try writeTurn.take(unless: database.cancellation)
    holdsTurn = true
  }

  func keepOrReleaseTurn() {
    guard holdsTurn, !isInTransaction else { return }
    holdsTurn = false
    writeTurn.release()
  }

  func withTurn(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
    try takeTurn()
    defer { keepOrReleaseTurn() }
    try body()
  }

  /// Keeps in mind what a statement of the user's has done to the connection.
  func note(_ keyword: String) {
    switch keyword {
    case "CREATE", "DROP", "ALTER": changesSchema = true
    case "PRAGMA", "ATTACH", "DETACH": isPersonal = true
    default: break
    }
  }

  /// Whether there are temporary relations, which the session that made them may still need.
  var holdsTemporaryRelations: Bool {
    guard changesSchema, let text = try? StatementText("select 1 from sqlite_temp_master limit 1"),
      let statement = try? database.prepare(text)
    else { return false }
    // An error shows in whatever is done next.
    return (try? database.step(statement, of: text)) ?? false
  }

  private func result(of keyword: String) -> StatementResult {
    let changes = ["INSERT", "UPDATE", "DELETE", "REPLACE"].contains(keyword)
    return StatementResult(
      message: "OK", code: keyword.isEmpty ? "OK" : keyword,
      rowsAffected: changes ? Int(sqlite3_changes64(database.handle)) : nil)
  }
}

extension DatabaseError {
  static let interrupted = DatabaseError(.cancelled, "interrupted", code: "SQLITE_INTERRUPT")

  /// Whether it may come from what the connection remembers of the schema and no longer holds. Names
  /// that are missing SQLite looks for again by itself, names that are in the way it does not.
  fileprivate var mayBeOfAnOldSchema: Bool {
    code == "SQLITE_SCHEMA" || message.hasSuffix("already exists")
  }

  /// The schema that SQLite did not know: it says `no such table: s.t`, or `unknown database "s"` with
  /// the name as the statement writes it.
  fileprivate var missingSchema: String? {
    let unknown = "unknown database "
    if message.hasPrefix(unknown) { return message.dropFirst(unknown.count).withoutQuotes }
    for start in ["no such table: ", "no such view: ", "no such index: "]
    where message.hasPrefix(start) {
      let name = message.dropFirst(start.count)
      return name.firstIndex(of: ".").map { String(name[..<$0]) }
    }
    return nil
  }
}

extension Substring {
  /// The name that an identifier stands for, quoted or not.
  fileprivate var withoutQuotes: String {
    guard count > 1, let quote = first, quote == "\"" || quote == "`", last == quote else {
      return String(self)
    }
    let doubled = "\(quote)\(quote)"
    return dropFirst().dropLast().split(separator: doubled, omittingEmptySubsequences: false)
      .joined(separator: String(quote))
  }
}

extension StatementText {
  /// The first word of a statement in capitals; comments before it are skipped.
  func keyword(in range: Range<Int>) -> String {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == UInt8(ascii: "-"), bytes[index + 1] == byte {
        index = bytes[index..<range.upperBound].firstIndex(of: 10) ?? range.upperBound
      } else if byte == UInt8(ascii: "/"), bytes[index + 1] == UInt8(ascii: "*") {
        index = endOfComment(from: index + 2, before: range.upperBound)
      } else if byte.isLetter {
        let word = bytes[index..<range.upperBound].prefix(while: \.isLetter)
        return String(decoding: word, as: UTF8.self).uppercased()
      } else {
        index += 1
      }
    }
    return ""
  }

  private func endOfComment(from start: Int, before end: Int) -> Int {
    var index = start
    while index + 1 < end {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
        return index + 2
      }
      index += 1
    }
    return end
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}
