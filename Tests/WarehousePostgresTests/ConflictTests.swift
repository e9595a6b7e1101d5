import TestSupport
import Testing
import Warehouse
import WarehousePostgres

@Suite(.requiresPostgres) struct ConflictTests {
  private func connection() throws -> Connection {
    Connection(to: PostgresWarehouse(try .test))
  }

  @Test func oneOfTwoDeadlockedTransactionsIsAConflict() async throws {
    let schema = TestPostgres.uniqueSchema("deadlock")
    let (one, other) = (try connection(), try connection())
    try await one.run { session in
      _ = try session.execute(
        "create schema \(schema); create table \(schema).t (x int); insert into \(schema).t values (1), (2)"
      )
    }
    for (connection, row) in [(one, 1), (other, 2)] {
      try await connection.run { session in
        try session.perform(.begin)
        try session.execute("set local deadlock_timeout = '50ms'")
        _ = try session.execute("update \(schema).t set x = x where x = \(row)")
      }
    }
    let tasks = [(one, 2), (other, 1)].map { connection, row in
      Task {
        try await connection.run { session in
          defer { try? session.perform(.rollback) }
          _ = try session.execute("update \(schema).t set x = x where x = \(row)")
        }
      }
    }
    var kinds: [DatabaseError.Kind] = []
    for task in tasks {
      do { try await task.value } catch let error as DatabaseError { kinds.append(error.kind) }
    }
    #expect(kinds == [.conflict])
    try await one.run { _ = try $0.execute("drop schema \(schema) cascade") }
  }

  @Test(arguments: [
    ("40001", DatabaseError.Kind.conflict), ("55P03", .conflict), ("53100", .diskFull),
    ("57014", .cancelled), ("28000", .authentication), ("08P01", .statement),
    ("P0001", .statement), ("57P01", .connection), ("08006", .connection),
  ])
  func kindsFollowTheState(code: String, kind: DatabaseError.Kind) throws {
    let session = try PostgresWarehouse(.test).connect()
    let error = #expect(throws: DatabaseError.self) {
      try session.execute(
        """
        do $$ begin
          raise exception 'no' using errcode = '\(code)', detail = 'why', hint = 'do';
        end $$
        """)
    }
    #expect(error?.kind == kind)
    #expect(error?.code == code)
    if kind != .connection {
      #expect(error?.description == "no\nDETAIL: why\nHINT: do")
    }
  }

  @Test func aLockTimeoutIsAConflict() async throws {
    let schema = TestPostgres.uniqueSchema("lock")
    let (one, other) = (try connection(), try connection())
    try await one.run { session in
      try session.execute("create schema \(schema); create table \(schema).t (x int)")
      try session.perform(.begin)
      _ = try session.execute("lock table \(schema).t")
    }
    let error = await #expect(throws: DatabaseError.self) {
      try await other.run { session in
        _ = try session.execute("set lock_timeout = '20ms'; select * from \(schema).t")
      }
    }
    #expect(error?.kind == .conflict)
    try await one.run { session in
      try session.perform(.rollback)
      _ = try session.execute("drop schema \(schema) cascade")
    }
  }

  @Test func aCommitOfAFailedTransactionIsAnError() throws {
    let session = try PostgresWarehouse(.test).connect()
    try session.perform(.begin)
    _ = try? session.execute("select 1 / 0")
    #expect(session.isInTransaction)
    let error = #expect(throws: DatabaseError.self) { try session.perform(.commit) }
    #expect(error?.code == "25P02")
    #expect(!session.isInTransaction)
  }
}
