@preconcurrency import Glibc
import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

/// One failure for each kind that a database file can have.
@Suite struct ErrorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func connect(_ name: String = "main.db", busyTimeout: Double = 60) throws -> any Session {
    try SQLiteWarehouse(SQLiteSettings(mainFile: folder.path(name), busyTimeout: busyTimeout))
      .connect()
  }

  @Test func aViewOverAnotherFileIsExplained() throws {
    let session = try connect()
    try session.createSchema("raw")
    try session.execute("create table raw.t (x)")
    let error = #expect(throws: DatabaseError.self) {
      try session.execute("create view v as select x from raw.t")
    }
    #expect(error?.kind == .statement)
    #expect(error?.message == "view v cannot reference objects in database raw")
    #expect(
      error?.hint == """
        a SQLite view reads its own schema only: materialise it as a table, \
        or keep all schemas in one file with `schemas: prefix` in the profile
        """)
  }

  @Test(arguments: [
    ("select a from nope", "nope"), ("select 'nope' -- nope\n from nope", "nope"),
    ("select nope.a, nope from x join \"nope\"", "\"nope\""),
    ("/* nope */ select * from main . nope", "main . nope"),
    ("select 1; insert into nope values (1)", "nope values"), ("select nope(1)", "nope(1)"),
    ("select nope from [Nope]", "[Nope]"), ("select 'é''s', 1 from nope", "nope"),
  ])
  func aNameThatIsNotThereIsPlaced(in statement: String, at place: String) throws {
    let session = try connect()
    try session.execute("create table x (a)")
    let error = #expect(throws: DatabaseError.self) { try session.execute(statement) }
    let offset = try #require(error?.position)
    #expect(String(decoding: Array(statement.utf8)[offset...], as: UTF8.self).hasPrefix(place))
  }

  @Test func aNameInsideAViewHasNoPlace() throws {
    let session = try connect()
    try session.execute("create table t (a); create view v as select a from t; drop table t")
    let error = #expect(throws: DatabaseError.self) { try session.execute("select * from v") }
    #expect(error?.message == "no such table: main.t")
    #expect(error?.position == nil)
  }

  @Test func aFileThatIsNoDatabase() throws {
    try folder.write("this is a text of some length, and no database at all", to: "main.db")
    let error = #expect(throws: DatabaseError.self) { try connect() }
    #expect(error?.kind == .connection)
    #expect(error?.code == "SQLITE_NOTADB")
    #expect(error?.message == "file is not a database: `\(folder.path("main.db"))`")
    #expect(error?.hint == "the file is not a SQLite database, or it is encrypted")
  }

  @Test func aSchemaThatIsNoDatabase() throws {
    let session = try connect()
    try folder.write("this is a text of some length, and no database at all", to: "main.raw.db")
    let error = #expect(throws: DatabaseError.self) { try session.createSchema("raw") }
    #expect(error?.kind == .connection)
    #expect(error?.message == "file is not a database: `\(folder.path("main.raw.db"))`")
  }

  @Test func aFolderInThePlaceOfTheFile() throws {
    try folder.write("", to: "main.db/x")
    let error = #expect(throws: DatabaseError.self) { try connect() }
    #expect(error?.kind == .connection)
    #expect(error?.code?.hasPrefix("SQLITE_CANTOPEN") == true)
    #expect(error?.message == "unable to open database file: `\(folder.path("main.db"))`")
    #expect(error?.hint == "check that the folder exists and may be written to")
  }

  @Test func aFileInThePlaceOfAFolder() throws {
    try folder.write("", to: "file")
    let error = #expect(throws: DatabaseError.self) { try connect("file/main.db") }
    #expect(error?.kind == .connection)
  }

  @Test func aCorruptFile() throws {
    do {
      let session = try connect()
      try session.execute("create table t as select value as x from generate_series(1, 100000)")
      try session.execute("pragma wal_checkpoint(truncate)")
    }
    var bytes = try FileAccess.bytes(of: folder.path("main.db"))
    for index in 8192..<16384 { bytes[index] = 0xAB }
    try FileAccess.write(bytes, to: folder.path("main.db"))
    let session = try connect()
    let error = #expect(throws: DatabaseError.self) {
      _ = try session.query("select sum(x) from t")
    }
    #expect(error?.kind == .connection)
    #expect(error?.code == "SQLITE_CORRUPT")
    #expect(error?.hint?.contains("integrity_check") == true)
  }

  @Test func aFullDisk() throws {
    let session = try connect()
    try session.execute("create table t (x); insert into t values ('kept')")
    try session.execute("pragma max_page_count = 20")
    let error = #expect(throws: DatabaseError.self) {
      try session.transaction {
        try session.execute("insert into t select randomblob(4000) from generate_series(1, 100)")
      }
    }
    #expect(error?.kind == .diskFull)
    #expect(error?.code == "SQLITE_FULL")
    #expect(!session.isInTransaction)
    #expect(try session.query("select x from t").rows == [[.text("kept")]])
    // The turn was given back.
    try connect().execute("insert into t values (1)")
  }

  @Test func anotherProcessThatWrites() throws {
    // Two warehouse values share no turn, as two processes do not.
    let first = try connect()
    try first.execute("create table t (x)")
    let second = try connect(busyTimeout: 0.2)
    try first.perform(.begin)
    let error = #expect(throws: DatabaseError.self) { try second.perform(.begin) }
    #expect(error?.kind == .conflict)
    #expect(error?.code == "SQLITE_BUSY")
    #expect(error?.hint?.contains("busy_timeout") == true)
    #expect(!second.isInTransaction)
    try first.perform(.commit)
    try second.transaction { try second.execute("insert into t values (1)") }
  }

  @Test func waitingForAnotherProcessCanBeCancelled() async throws {
    let first = try connect()
    try first.perform(.begin)
    let second = Connection(
      to: SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db"))))
    try await second.run { session in _ = try session.query("select 1") }
    let isWaiting = AsyncStream<Void>.makeStream()
    let waiting = Task {
      try await second.run { session in
        isWaiting.continuation.yield()
        try session.perform(.begin)
      }
    }
    for await _ in isWaiting.stream { break }
    try await Task.sleep(for: .milliseconds(500))
    waiting.cancel()
    let error = await #expect(throws: DatabaseError.self) { try await waiting.value }
    #expect(error?.kind == .cancelled)
    try first.perform(.rollback)
  }

  @Test func anExtensionThatDoesNotLoad() throws {
    let settings = SQLiteSettings(
      mainFile: folder.path("main.db"), extensions: [folder.path("nope.so")])
    let error = #expect(throws: DatabaseError.self) { try SQLiteWarehouse(settings).connect() }
    #expect(error?.kind == .connection)
    #expect(
      error?.message.hasPrefix("the extension `\(folder.path("nope.so"))` does not load: ") == true)
  }

  @Test(arguments: [
    ("insert into t (x) values (null)", "SQLITE_CONSTRAINT_NOTNULL"),
    ("insert into t values (1, 1), (2, 1)", "SQLITE_CONSTRAINT_PRIMARYKEY"),
    ("insert into t (x) values (-1)", "SQLITE_CONSTRAINT_CHECK"),
    ("select nope", "SQLITE_ERROR"), ("select zeroblob(2000000000)", "SQLITE_TOOBIG"),
  ])
  func codesAreNamed(sql: String, code: String) throws {
    let session = try connect()
    try session.execute(
      "create table t (x integer not null check (x > 0), y integer primary key) strict")
    let error = #expect(throws: DatabaseError.self) { try session.execute(sql) }
    #expect(error?.code == code)
  }
}
