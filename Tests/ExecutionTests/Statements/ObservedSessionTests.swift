import Compilation
import Diagnostics
import PlainData
import Synchronization
import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

@testable import Execution

@Suite struct ObservedSessionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func observed(_ comment: StatementComment?) throws -> (ObservedSession, Recorder) {
    let warehouse = SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db")))
    let recorder = Recorder()
    let session = ObservedSession(
      try warehouse.connect(), comment: comment,
      log: StatementLog(connection: "model.shop.orders", sink: recorder))
    return (session, recorder)
  }

  @Test func tellsEveryStatementWithItsComment() throws {
    let (session, recorder) = try observed(StatementComment("by hand", isAppended: false))
    try session.execute("create table t (a integer)")
    #expect(
      recorder.messages.first == "On model.shop.orders: /* by hand */\ncreate table t (a integer)")
    #expect(recorder.messages.last?.hasPrefix("SQL status: ") ?? false)
  }

  @Test(arguments: [false, true])
  func errorsSpeakOfTheStatementWithoutTheComment(isAppended: Bool) throws {
    let (session, _) = try observed(StatementComment("by hand", isAppended: isAppended))
    let sql = "select 1,\n  nope from (select 1 as a)"
    let error = #expect(throws: DatabaseError.self) { try session.query(sql) }
    #expect(error?.statement == sql)
    #expect(error?.position == 12)
  }

  @Test func aCommentBehindAStatementStaysInsideOfIt() {
    let comment = StatementComment("late", isAppended: true)
    #expect(comment.added(to: "select 1;\n") == "select 1\n/* late */;")
  }
}

/// Keeps the messages that are emitted.
final class Recorder: EventSink {
  private let kept = Mutex<[String]>([])

  func emit(_ event: RunEvent) {
    if case .entry(let entry) = event { kept.withLock { $0.append(entry.message) } }
  }

  var messages: [String] { kept.withLock { $0 } }
}
