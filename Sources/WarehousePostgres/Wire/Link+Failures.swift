internal import CPostgres
internal import Warehouse

extension Link {
  /// What to say of a connection that is gone.
  func lost(_ reason: String = "", code: String? = nil) -> DatabaseError {
    let why = reason.isEmpty ? "" : ": \(reason)"
    return DatabaseError(
      .connection, "the connection to PostgreSQL at \(place) is closed\(why)", code: code)
  }

  /// The error of a call that gave no result.
  func failure(statement: String?) -> DatabaseError {
    let text = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
    let line = text.split(separator: "\n").first.map(String.init) ?? "libpq gave no reason"
    return isLost ? lost(line) : DatabaseError(.statement, line, statement: statement)
  }

  /// The server's refusal; `offset` is where the user's SQL starts (in bytes) in what was sent.
  func failure(
    _ result: borrowing QueryResult, sent: String, statement: String, offset: Int = 0
  ) -> DatabaseError {
    guard let message = result.field(.message) else { return failure(statement: statement) }
    let code = result.field(.code)
    if isLost || code.map(Self.endsConnection) == true { return lost(message, code: code) }
    let detail = [result.field(.detail), result.copyContext].compactMap(\.self)
    let position = result.field(.position).flatMap { Int($0) }
      .map { sent.utf8Offset(ofCharacter: $0 - 1) - offset }
    return DatabaseError(
      Self.kind(of: code ?? ""), message,
      detail: detail.isEmpty ? nil : detail.joined(separator: "\n"),
      hint: result.field(.hint), code: code,
      position: position.flatMap { (0...statement.utf8.count).contains($0) ? $0 : nil },
      statement: statement)
  }

  /// Shutdown by an administrator, a crash, a server that is starting.
  private static func endsConnection(_ code: String) -> Bool {
    (code.hasPrefix("08") && code != protocolViolation)
      || ["57P01", "57P02", "57P03", "25P03"].contains(code)
  }

  /// Also said of a wrong number of parameters, after which the session goes on.
  private static let protocolViolation = "08P01"

  private static func kind(of code: String) -> DatabaseError.Kind {
    switch code {
    case "57014": .cancelled
    case "40001", "40P01", "55P03": .conflict
    case "53100": .diskFull
    default: code.hasPrefix("28") ? .authentication : .statement
    }
  }
}

extension QueryResult {
  /// `COPY orders, line 3, column amount: "x"`: the only thing that names the row.
  fileprivate var copyContext: String? {
    field(.context).flatMap { $0.hasPrefix("COPY ") ? $0 : nil }
  }
}

extension String {
  /// The server counts characters (code points), from 0 here.
  fileprivate func utf8Offset(ofCharacter count: Int) -> Int {
    unicodeScalars.prefix(max(0, count)).reduce(0) { $0 + UTF8.width($1) }
  }
}
