import Synchronization
import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

@Suite struct WriteTurnTests {
  private final class Order: Sendable {
    let numbers = Mutex<[Int]>([])
  }

  private let folder: TemporaryFolder
  private let warehouse: SQLiteWarehouse

  init() throws {
    folder = try TemporaryFolder()
    warehouse = SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db")))
    try warehouse.connect().execute("create table t (x integer)")
  }

  @Test func turnsComeInTheOrderOfAsking() async throws {
    let order = Order()
    let asked = Order()
    let holder = Connection(to: warehouse)
    try await holder.run { session in try session.perform(.begin) }
    try await withThrowingTaskGroup { group in
      for number in 0..<5 {
        let connection = Connection(to: warehouse)
        // Connecting first, so that only the asking counts.
        try await connection.run { session in _ = try session.query("select 1") }
        group.addTask {
          try await connection.run { session in
            asked.numbers.withLock { $0.append(number) }
            try session.transaction { order.numbers.withLock { $0.append(number) } }
          }
        }
        while asked.numbers.withLock({ $0.count }) <= number {
          try await Task.sleep(for: .milliseconds(5))
        }
        try await Task.sleep(for: .milliseconds(60))
      }
      try await holder.run { session in try session.perform(.commit) }
      try await group.waitForAll()
    }
    #expect(order.numbers.withLock { $0 } == [0, 1, 2, 3, 4])
  }

  @Test func statementsOutsideOfTransactionsTakeTheirTurnToo() async throws {
    let holder = Connection(to: warehouse)
    try await holder.run { session in try session.perform(.begin) }
    let other = Connection(to: warehouse)
    let writing = Task {
      try await other.run { session in _ = try session.execute("insert into t values (1)") }
    }
    try await Task.sleep(for: .milliseconds(100))
    try await holder.run { session in
      #expect(try session.query("select count(*) from t").rows == [[.integer(0)]])
      try session.perform(.commit)
    }
    try await writing.value
  }

  @Test func hooksMayWriteTheirOwnTransactions() async throws {
    let one = Connection(to: warehouse)
    let two = Connection(to: warehouse)
    try await one.run { session in
      try session.execute("begin; insert into t values (1)")
      #expect(session.isInTransaction)
    }
    let writing = Task {
      try await two.run { session in _ = try session.execute("insert into t values (2)") }
    }
    try await Task.sleep(for: .milliseconds(100))
    try await one.run { session in _ = try session.execute("commit") }
    try await writing.value
    let rows = try await one.run { session in try session.query("select count(*) from t").rows }
    #expect(rows == [[.integer(2)]])
  }

  @Test func aSessionThatGoesGivesItsTurnBack() async throws {
    let holder = Connection(to: warehouse)
    try await holder.run { session in try session.perform(.begin) }
    await holder.reset()
    let other = Connection(to: warehouse)
    try await other.run { session in
      try session.transaction { try session.execute("insert into t values (1)") }
    }
  }

  @Test func aConstraintThatEndsTheTransactionGivesTheTurnBack() throws {
    let session = try warehouse.connect()
    try session.execute("create table u (x integer primary key on conflict rollback)")
    #expect(throws: DatabaseError.self) {
      try session.transaction { try session.execute("insert into u values (1), (1)") }
    }
    #expect(!session.isInTransaction)
    try warehouse.connect().execute("insert into u values (1)")
  }
}
