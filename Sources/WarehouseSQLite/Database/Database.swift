import CSQLite
@preconcurrency import Glibc
import Warehouse

/// An open SQLite connection: prepares and steps statements, and translates errors.
final class Database {
  let handle: OpaquePointer
  let file: String
  let cancellation = Cancellation()
  let busyTimeout: Double
  /// Whether no error has been about the file itself.
  private(set) var isUsable = true
  private var busySince: Double?
  /// Statements of our own that are run again and again.
  private var kept: [String: (Statement, StatementText)] = [:]

  /// The progress handler looks for a cancellation after so many virtual machine instructions.
  private static let progressInterval: Int32 = 1000

  /// SQLite counts all memory it takes behind one lock, for which the threads of all connections
  /// wait; nobody asks for the figure. Where it is too late for it, counting goes on.
  private static let configured = swiftdbt_sqlite_without_memory_statistics()

  /// Opens or creates `file`; its folder is made when it is missing.
  init(file: String, busyTimeout: Double) throws(DatabaseError) {
    _ = Self.configured
    if file != SQLiteSettings.inMemory { try Folder.make(of: file) }
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    let status = sqlite3_open_v2(file, &opened, flags, nil)
    guard status == SQLITE_OK, let opened else {
      let error = DatabaseError(of: opened, file: file)
      sqlite3_close_v2(opened)
      throw error
    }
    handle = opened
    self.file = file
    self.busyTimeout = busyTimeout
    sqlite3_extended_result_codes(handle, 1)
    cancellation.open(handle)
    watchForCancellation()
    waitWhenBusy()
  }

  deinit {
    cancellation.close()
    // A connection is closed when its last statement is gone.
    kept = [:]
    sqlite3_close_v2(handle)
  }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The first statement at or after `offset`; nil when only blanks and comments are left.
  func prepare(_ text: StatementText, at offset: Int = 0) throws(DatabaseError) -> Statement? {
    var offset = offset
    while offset < text.bytes.count - 1 {
      var statement: OpaquePointer?
      var status = SQLITE_OK
      let end = text.bytes.withUnsafeBytes { bytes in
        let start = bytes.baseAddress.map { $0 + offset }?.assumingMemoryBound(to: CChar.self)
        var tail: UnsafePointer<CChar>?
        status = sqlite3_prepare_v2(
          handle, start, Int32(bytes.count - offset), &statement, &tail)
        return offset + (tail.flatMap { tail in start.map { tail - $0 } } ?? 0)
      }
      guard status == SQLITE_OK else {
        throw noting(
          DatabaseError(of: handle, file: file, statement: text.sql, offset: offset))
      }
      if let statement { return Statement(statement, range: offset..<end) }
      guard end > offset else { return nil }
      offset = end
    }
    return nil
  }

  /// Whether there is a row; false at the end.
  func step(_ statement: Statement, of text: StatementText) throws(DatabaseError) -> Bool {
    switch sqlite3_step(statement.handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let error = DatabaseError(
        of: handle, file: file, statement: text.sql, offset: statement.range.lowerBound)
      statement.reset()
      throw noting(error)
    }
  }

  private func noting(_ error: DatabaseError) -> DatabaseError {
    if error.kind == .connection { isUsable = false }
    return error
  }

  /// Runs one statement of our own to its end.
  func run(_ sql: String) throws(DatabaseError) {
    let text = try StatementText(sql)
    guard let statement = try prepare(text) else { return }
    while try step(statement, of: text) {}
  }

  /// Runs one statement of our own to its end, and keeps it prepared for the next time.
  func runAgain(_ sql: String) throws(DatabaseError) {
    if kept[sql] == nil {
      let text = try StatementText(sql)
      kept[sql] = try prepare(text).map { ($0, text) }
    }
    guard let (statement, text) = kept[sql] else { return }
    defer { statement.reset() }
    while try step(statement, of: text) {}
  }

  /// Runs `body` to its end whatever was asked of the session: for a rollback.
  func withoutCancellation(_ body: () throws(DatabaseError) -> Void) throws(DatabaseError) {
    sqlite3_progress_handler(handle, 0, nil, nil)
    defer { watchForCancellation() }
    try body()
  }

  private func watchForCancellation() {
    // The handler lives as long as the connection, which this object owns together with the
    // cancellation: the unretained pointer cannot dangle.
    sqlite3_progress_handler(
      handle, Self.progressInterval,
      { context in
        guard let context else { return 0 }
        let cancellation = Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue()
        return cancellation.isRequested ? 1 : 0
      }, Unmanaged.passUnretained(cancellation).toOpaque())
  }

  private func waitWhenBusy() {
    sqlite3_busy_handler(
      handle,
      { context, attempts in
        guard let context else { return 0 }
        let database = Unmanaged<Database>.fromOpaque(context).takeUnretainedValue()
        return database.waits(attempt: Int(attempts)) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Sleeps a little, longer with every attempt, until the timeout or a cancellation.
  private func waits(attempt: Int) -> Bool {
    let now = Self.secondsNow()
    if attempt == 0 { busySince = now }
    guard !cancellation.isRequested, now - (busySince ?? now) < busyTimeout else { return false }
    usleep(useconds_t(min(50, 1 << min(attempt, 6)) * 1000))
    return true
  }

  private static func secondsNow() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
