import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

@Suite struct SharedConnectionTests {
  private let folder: TemporaryFolder
  private let warehouse: SQLiteWarehouse

  init() throws {
    folder = try TemporaryFolder()
    warehouse = SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db")))
  }

  @Test func temporaryTablesStayWithTheirSession() throws {
    let (one, other) = (try warehouse.connect(), try warehouse.connect())
    try one.execute("create temporary table mine as select 1 as x")
    #expect(throws: DatabaseError.self) { try other.query("select * from mine") }
    #expect(try one.query("select * from mine").rows == [[.integer(1)]])
  }

  @Test func settingsStayWithTheirSession() throws {
    let (one, other) = (try warehouse.connect(), try warehouse.connect())
    try one.execute("pragma reverse_unordered_selects = on")
    let sql = "select reverse_unordered_selects from pragma_reverse_unordered_selects"
    #expect(try other.query(sql).rows == [[.integer(0)]])
    #expect(try one.query(sql).rows == [[.integer(1)]])
  }

  @Test func sessionsReadWhileATransactionIsOpen() throws {
    let (one, other) = (try warehouse.connect(), try warehouse.connect())
    try one.execute("create table t as select 1 as x")
    try one.perform(.begin)
    try one.execute("drop table t; create table t as select 2 as x")
    #expect(try other.query("select x from t").rows == [[.integer(1)]])
    try one.perform(.commit)
    #expect(try other.query("select x from t").rows == [[.integer(2)]])
  }

  @Test func aSessionThatGoesInATransactionLeavesNothingBehind() throws {
    do {
      let one = try warehouse.connect()
      try one.execute("create table t (x integer)")
      try one.perform(.begin)
      try one.execute("insert into t values (1)")
    }
    let other = try warehouse.connect()
    #expect(!other.isInTransaction)
    #expect(try other.query("select count(*) from t").rows == [[.integer(0)]])
  }

  @Test func theLogIsFoldedIntoTheFileWhenTheLastSessionGoes() throws {
    let log = folder.path("main.db-wal")
    do {
      let (one, other) = (try warehouse.connect(), try warehouse.connect())
      try one.execute("create table t as select 1 as x")
      #expect(try other.query("select x from t").rows == [[.integer(1)]])
      #expect(FileAccess.exists(log))
    }
    #expect(!FileAccess.exists(log))
    #expect(try warehouse.connect().query("select x from t").rows == [[.integer(1)]])
  }

  @Test func aClosedSessionHoldsNothing() throws {
    let (one, other) = (try warehouse.connect(), try warehouse.connect())
    try one.execute("create table t as select 1 as x")
    try one.perform(.begin)
    try one.execute("drop table t")
    one.close()
    #expect(try other.query("select x from t").rows == [[.integer(1)]])
    other.close()
    #expect(!FileAccess.exists(folder.path("main.db-wal")))
  }

  @Test func sessionsOfOneDatabaseInMemorySeeTheSame() throws {
    let memory = SQLiteWarehouse(SQLiteSettings(mainFile: ":memory:"))
    let (one, other) = (try memory.connect(), try memory.connect())
    try one.execute("create temporary table mine as select 1 as x; create table t as select 2 as x")
    #expect(try other.query("select x from t").rows == [[.integer(2)]])
  }
}
