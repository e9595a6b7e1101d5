internal import CPostgres
internal import Warehouse

/// One libpq connection: sends a statement, hands over its results, translates what goes wrong.
///
/// Used by one thread at a time.
final class Link {
  let pointer: OpaquePointer
  /// `127.0.0.1:5432`, for messages.
  let place: String
  private var isCleaningUp = false

  /// Takes over `pointer`, an established connection.
  init(taking pointer: OpaquePointer, place: String) {
    self.pointer = pointer
    self.place = place
    // libpq's own processor writes to stderr.
    PQsetNoticeProcessor(pointer, { _, _ in }, nil)
  }

  deinit { PQfinish(pointer) }

  var isLost: Bool { PQstatus(pointer) != CONNECTION_OK }

  /// Whether the server is inside a transaction block, a failed one included.
  var isInTransaction: Bool {
    switch PQtransactionStatus(pointer) {
    case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: true
    default: false
    }
  }

  /// Sends one or more statements.
  func send(_ sql: String) throws(DatabaseError) {
    try check(sql)
    if PQsendQuery(pointer, sql) == 0 { throw failure(statement: sql) }
    repeatCancellation()
  }

  /// Sends one statement with values for `$1`, `$2` …; results come as text.
  func send(_ sql: String, _ parameters: [SQLValue]) throws(DatabaseError) {
    try check(sql)
    let texts = parameters.map(ValueText.text(of:))
    let sent = withCStrings(texts) { values in
      PQsendQueryParams(
        pointer, sql, Int32(values.count), parameters.map(\.parameterType), values, nil, nil, 0)
    }
    if sent == 0 { throw failure(statement: sql) }
    repeatCancellation()
  }

  /// Cancellation that came while the server had nothing to do was lost on it.
  private func repeatCancellation() {
    if Task.isCancelled, !isCleaningUp { cancel() }
  }

  /// Rows of the statement just sent come one by one, so that memory does not grow with them.
  func receiveRowByRow() { PQsetSingleRowMode(pointer) }

  /// The next result of what was sent; nil when all were received.
  func next() -> QueryResult? { QueryResult(PQgetResult(pointer)) }

  /// Receives what is left of the running statement and forgets it.
  func drain() {
    while let result = next() {
      if result.status == PGRES_COPY_OUT { dropCopyData() }
      if result.status == PGRES_COPY_IN { PQputCopyEnd(pointer, "no data") }
      if isLost { return }
    }
  }

  /// Receives the rows of a `COPY … TO STDOUT` and forgets them.
  func dropCopyData() {
    var buffer: UnsafeMutablePointer<CChar>?
    while PQgetCopyData(pointer, &buffer, 0) > 0 { PQfreemem(buffer) }
  }

  /// Asks the server to stop the running statement, and receives the rest of it.
  func abandon() {
    if isActive { cancel() }
    drain()
  }

  private var isActive: Bool { PQtransactionStatus(pointer) == PQTRANS_ACTIVE }

  private func cancel() {
    guard let cancel = PQgetCancel(pointer) else { return }
    var message = [CChar](repeating: 0, count: 256)
    PQcancel(cancel, &message, Int32(message.count))
    PQfreeCancel(cancel)
  }

  /// Runs statements that have to be run in a cancelled task too: the way back out of a transaction.
  func cleanUp(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
    isCleaningUp = true
    defer { isCleaningUp = false }
    try body()
  }

  /// Throws: `connection` when it is gone, `statement` for SQL that libpq would cut short.
  func check(_ sql: String) throws(DatabaseError) {
    if isLost { throw lost() }
    if Task.isCancelled, !isCleaningUp { throw .cancelled(statement: sql) }
    if let position = sql.utf8.firstOffset(of: 0) {
      throw DatabaseError(
        .statement, "a statement must not contain a NUL byte", position: position, statement: sql)
    }
  }
}

extension DatabaseError {
  /// What was to be run in a task that is cancelled already.
  static func cancelled(statement: String) -> DatabaseError {
    DatabaseError(
      .cancelled, "cancelled before the statement was sent", code: "57014", statement: statement)
  }
}

extension String.UTF8View {
  fileprivate func firstOffset(of byte: UInt8) -> Int? {
    firstIndex(of: byte).map { distance(from: startIndex, to: $0) }
  }
}

extension SQLValue {
  /// The type a parameter is sent as; 0 lets the server infer it, as for a quoted literal.
  fileprivate var parameterType: Oid {
    switch self {
    case .null, .text: 0
    case .boolean: WireType.boolean.rawValue
    case .integer: WireType.int8.rawValue
    case .double: WireType.float8.rawValue
    case .decimal: WireType.numeric.rawValue
    case .bytes: ServerType.bytes.identifier
    case .date: WireType.date.rawValue
    case .timestamp: WireType.timestamp.rawValue
    case .timestampWithTimeZone: WireType.timestampWithTimeZone.rawValue
    }
  }
}

/// Calls `body` with C strings that live as long as the call; nil stays nil.
private func withCStrings<Result>(
  _ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
  var bytes: [CChar] = []
  let starts = texts.map { text -> Int? in
    guard let text else { return nil }
    defer { bytes += text.utf8CString }
    return bytes.count
  }
  return bytes.withUnsafeBufferPointer { buffer in
    body(starts.map { start in start.flatMap { buffer.baseAddress?.advanced(by: $0) } })
  }
}
