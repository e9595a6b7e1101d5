internal import CPostgres
@preconcurrency internal import Glibc
internal import Warehouse

extension Link {
  /// Connects and logs in; refused connections are tried again `settings.retries` times.
  static func open(_ settings: PostgresSettings) throws(DatabaseError) -> Link {
    try ClientLibrary.load()
    var attempt = 0
    while true {
      do {
        return try openOnce(settings)
      } catch {
        guard error.kind == .connection, attempt < settings.retries else { throw error }
        // dbt waits for the square of the attempt's number, in seconds.
        sleep(UInt32(attempt * attempt))
        attempt += 1
      }
    }
  }

  private static func openOnce(_ settings: PostgresSettings) throws(DatabaseError) -> Link {
    guard let pointer = start(settings.parameters) else {
      throw DatabaseError(.connection, "out of memory for a connection")
    }
    // Only the verbose form tells the SQLSTATE of a refused login.
    PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    let isReady = poll(pointer, seconds: settings.connectTimeout)
    guard isReady, PQstatus(pointer) == CONNECTION_OK else {
      let error = LoginFailure(pointer, isLate: !isReady).error(settings)
      PQfinish(pointer)
      throw error
    }
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    let link = Link(taking: pointer, place: settings.place)
    try link.useISODates()
    return link
  }

  /// Dates are read and written in ISO form; the order of day and month in input stays the server's.
  private func useISODates() throws(DatabaseError) {
    let style = PQparameterStatus(pointer, "DateStyle").map { String(cString: $0) } ?? ""
    if style.hasPrefix("ISO") { return }
    try send("set datestyle to 'ISO'")
    drain()
  }

  private static func start(_ parameters: [(keyword: String, value: String)]) -> OpaquePointer? {
    let keywords = parameters.map { strdup($0.keyword) }
    let values = parameters.map { strdup($0.value) }
    defer { for text in keywords + values { free(text) } }
    return PQconnectStartParams(
      keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
  }

  /// Drives the login; false when it took longer than `seconds` (0: for ever).
  private static func poll(_ pointer: OpaquePointer, seconds: Int) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    guard PQstatus(pointer) != CONNECTION_BAD else { return true }
    // libpq asks to be treated as if it had answered "writing" at first.
    var wanted = PGRES_POLLING_WRITING
    while wanted == PGRES_POLLING_WRITING || wanted == PGRES_POLLING_READING {
      let events = wanted == PGRES_POLLING_WRITING ? POLLOUT : POLLIN
      var descriptor = pollfd(fd: PQsocket(pointer), events: Int16(events), revents: 0)
      let left = seconds == 0 ? -1 : max(0, (deadline - .now).wholeMilliseconds)
      if Glibc.poll(&descriptor, 1, Int32(clamping: left)) == 0 { return false }
      wanted = PQconnectPoll(pointer)
    }
    return true
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int {
    Int(components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
  }
}

/// Why a login did not succeed.
private struct LoginFailure {
  /// libpq's text without SQLSTATE and place in the server's source.
  let reason: String
  let code: String?
  let isLate: Bool
  let needsPassword: Bool

  init(_ pointer: OpaquePointer, isLate: Bool) {
    let text = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
    (reason, code) = Self.split(text)
    self.isLate = isLate
    needsPassword = PQconnectionNeedsPassword(pointer) != 0
  }

  func error(_ settings: PostgresSettings) -> DatabaseError {
    let login = "user `\(settings.user)`, database `\(settings.database)`"
    if needsPassword || code?.hasPrefix("28") == true {
      return DatabaseError(
        .authentication, "cannot log in to PostgreSQL at \(settings.place) as \(login): \(reason)",
        code: code)
    }
    let why = isLate ? "no answer within \(settings.connectTimeout) seconds" : reason
    return DatabaseError(
      .connection, "cannot connect to PostgreSQL at \(settings.place) as \(login): \(why)",
      code: code)
  }

  /// `connection to server at …: FATAL:  28P01: password authentication failed …` and a line with
  /// `LOCATION:`, of which only the last part is for people.
  private static func split(_ text: String) -> (reason: String, code: String?) {
    let lines = text.split(separator: "\n").filter {
      !$0.hasPrefix("LOCATION:") && !$0.hasPrefix("\tIs the server running")
    }
    // Several addresses or modes may have been tried; the last is the one that decided.
    var reason = lines.last { $0.hasPrefix("connection to server") } ?? lines.last ?? ""
    if let failed = reason.firstRange(of: " failed: ") { reason = reason[failed.upperBound...] }
    for severity in ["FATAL:  ", "ERROR:  "] where reason.hasPrefix(severity) {
      reason = reason.dropFirst(severity.count)
    }
    let code = reason.prefix(5)
    guard reason.dropFirst(5).hasPrefix(": "),
      code.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isUppercase) })
    else { return (String(reason), nil) }
    return (String(reason.dropFirst(7)), String(code))
  }
}
