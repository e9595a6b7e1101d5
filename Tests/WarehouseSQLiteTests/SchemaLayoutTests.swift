import TestSupport
import Testing
import Warehouse
import WarehouseSQLite

@Suite struct SchemaLayoutTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func warehouse(_ style: SQLiteSettings.SchemaStyle = .attach) -> SQLiteWarehouse {
    SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("db/main.db"), schemaStyle: style))
  }

  private func relation(_ schema: String) -> Relation { Relation(schema: schema, identifier: "t") }

  @Test func schemasBeyondTheLimitShareTheMainFile() throws {
    let names = (10...22).map { "s\($0)" }
    let warehouse = warehouse()
    warehouse.reserve(schemas: names.reversed())
    let session = try warehouse.connect()
    for name in names {
      try session.createSchema(name)
      try session.execute(
        "create table \(warehouse.dialect.render(relation(name))) as select '\(name)' as x")
    }
    #expect(warehouse.dialect.render(relation("s19")) == "\"s19\".\"t\"")
    #expect(warehouse.dialect.render(relation("s20")) == "\"main\".\"s20__t\"")
    #expect(warehouse.dialect.renderUnqualified(relation("s20")) == "\"s20__t\"")
    for name in names {
      #expect(try session.relations(inSchema: name).map(\.relation) == [relation(name)])
      #expect(try session.columns(of: relation(name)).map(\.name) == ["x"])
    }
    #expect(try session.relations(inSchema: "main").isEmpty)
  }

  @Test func schemasAreFoundAgainWhenOthersJoin() throws {
    let first = warehouse()
    first.reserve(schemas: (0..<12).map { "m\($0)" })
    let session = try first.connect()
    for index in 0..<12 {
      try session.createSchema("m\(index)")
      try session.execute(
        "create table \(first.dialect.render(relation("m\(index)"))) as select \(index) as x")
    }
    let second = warehouse()
    second.reserve(schemas: ["a", "b"] + (0..<12).map { "m\($0)" })
    let other = try second.connect()
    for index in 0..<12 {
      let rows = try other.query("select x from \(second.dialect.render(relation("m\(index)")))")
        .rows
      #expect(rows == [[.integer(Int64(index))]])
    }
  }

  @Test func schemasOfSettingsAreAttachedUnderTheirNames() throws {
    let settings = SQLiteSettings(
      mainFile: folder.path("main.db"), schemaFiles: ["Raw": folder.path("deep/er/r.db")],
      schemaFolder: folder.path("schemas"))
    let session = try SQLiteWarehouse(settings).connect()
    try session.createSchema("raw")
    try session.createSchema("marts")
    try session.execute("create table raw.t (x); create table marts.t (x)")
    for name in ["deep/er/r.db", "schemas/marts.db", "main.db"] {
      #expect(FileAccess.exists(folder.path(name)), "\(name)")
    }
  }

  @Test func handWrittenNamesOfKnownFilesAreAttached() throws {
    let session = try warehouse().connect()
    let other = try warehouse().connect()
    try other.createSchema("late")
    try other.execute("create table late.t as select 1 as x")
    #expect(try session.query("select x from late.t").rows == [[.integer(1)]])
    try session.transaction {
      try session.execute("insert into late.t values (2)")
    }
    let third = try warehouse().connect()
    try third.transaction {
      try third.execute("insert into late.t values (3)")
    }
    #expect(try other.query("select count(*) from late.t").rows == [[.integer(3)]])
  }

  @Test func aSchemaMadeInsideATransactionIsRolledBackToEmpty() throws {
    let session = try warehouse().connect()
    try session.perform(.begin)
    try session.createSchema("inside")
    try session.execute("create table inside.t (x)")
    try session.perform(.rollback)
    #expect(try session.relations(inSchema: "inside").isEmpty)
    try session.transaction { try session.execute("create table inside.t (x)") }
    #expect(try session.relations(inSchema: "inside").count == 1)
  }

  @Test(arguments: ["../evil", "a/b", ""])
  func refusesNamesThatLeaveTheFolder(schema: String) throws {
    let session = try warehouse().connect()
    let error = #expect(throws: DatabaseError.self) { try session.createSchema(schema) }
    #expect(error?.message == "`\(schema)` cannot name a schema, which is kept in a file")
  }

  @Test func prefixedSchemasAllowViewsAcross() throws {
    let warehouse = warehouse(.prefix)
    let session = try warehouse.connect()
    try session.execute(
      """
      create table \(warehouse.dialect.render(relation("raw"))) as select 1 as x;
      create view \(warehouse.dialect.render(relation("marts"))) as
        select x from \(warehouse.dialect.render(relation("raw")));
      """)
    #expect(try session.query("select x from marts__t").rows == [[.integer(1)]])
    #expect(
      try session.relations(inSchema: "marts") == [ExistingRelation(relation("marts"), .view)])
  }

  @Test func memoryIsADatabaseToo() throws {
    let session = try SQLiteWarehouse(SQLiteSettings(mainFile: ":memory:")).connect()
    try session.createSchema("other")
    try session.execute("create table other.t as select 1 as x")
    #expect(try session.relations(inSchema: "other").count == 1)
  }
}
