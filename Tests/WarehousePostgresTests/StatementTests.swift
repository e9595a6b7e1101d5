import TestSupport
import Testing
import Warehouse
import WarehousePostgres

@Suite(.requiresPostgres) struct StatementTests {
  /// The text from the error's position on.
  private func rest(of error: DatabaseError?) -> String? {
    guard let error, let position = error.position, let statement = error.statement else {
      return nil
    }
    return String(decoding: Array(statement.utf8)[position...], as: UTF8.self)
  }

  @Test func positionsAreBytesOfTheCallersOwnStatement() throws {
    let session = try PostgresWarehouse(.test).connect()
    let sql = "select 'é🙂日', 1 from nowhere"
    var error = #expect(throws: DatabaseError.self) { try session.execute(sql) }
    #expect(rest(of: error) == "nowhere")
    #expect(error?.code == "42P01")
    error = #expect(throws: DatabaseError.self) { try session.stream(sql, batchSize: 1) { _ in } }
    #expect(rest(of: error) == "nowhere")
    error = #expect(throws: DatabaseError.self) { try session.query(sql, [], limit: 0) }
    #expect(rest(of: error) == "nowhere")
    error = #expect(throws: DatabaseError.self) {
      try session.query("select $1::int, missing", [.integer(1)], limit: 5)
    }
    #expect(rest(of: error) == "missing")
    error = #expect(throws: DatabaseError.self) { try session.execute("select 1; selec 2") }
    #expect(rest(of: error) == "selec 2")
  }

  @Test func aNULByteIsRefusedAtItsPlace() throws {
    let session = try PostgresWarehouse(.test).connect()
    let error = #expect(throws: DatabaseError.self) { try session.execute("select 1\0; drop") }
    #expect(error?.position == 8)
  }

  @Test(arguments: [
    "select 1 as x;", "select 1 as x ; -- done", "select 1 as x -- no semicolon; here",
    "select 1 as x;;\n /* a /* nested */ ; */ ;", "with a as (select 1 as x) select * from a",
    "select 1 as x /* ; */", "values (1)", "select $$;$$ as x;", "select $a$;$a$ as x",
    "select ';' as x", "select E'\\';' as x ;", "select 1 as \";\" ;", "table pg_catalog.pg_am ;",
    "  /* first */ select 1 as x", "(select 1 as x)",
  ])
  func streamsTakeStatementsAsPeopleWriteThem(sql: String) throws {
    let session = try PostgresWarehouse(.test).connect()
    var rows = 0
    try session.stream(sql, batchSize: 100) { rows += $0.rowCount }
    #expect(rows > 0)
  }

  @Test func streamsOfColumnsWithTheSameNameAndOfNone() throws {
    let session = try PostgresWarehouse(.test).connect()
    try session.stream("select 1 as x, array[2] as x", batchSize: 1) { batch in
      #expect(batch.names == ["x", "x"])
      #expect(batch.columns[1][0] == .text("{2}"))
    }
    try session.stream("create temporary table none (x int)", batchSize: 1) { batch in
      #expect(batch.names.isEmpty && batch.rowCount == 0)
    }
  }

  @Test func leavingAStreamEarlyLeavesTheTransactionAsItWas() throws {
    struct Enough: Error {}
    let session = try PostgresWarehouse(.test).connect()
    try session.perform(.begin)
    try session.execute("create temporary table kept (x int) on commit drop")
    #expect(throws: Enough.self) {
      try session.stream("select generate_series(1, 100000000) as x", batchSize: 10) { _ in
        throw Enough()
      }
    }
    #expect(
      try session.query("select generate_series(1, 100000000)", [], limit: 2).rows == [
        [.integer(1)], [.integer(2)],
      ])
    #expect(try session.query("select count(*) from kept").rows == [[.integer(0)]])
    try session.perform(.commit)
  }

  @Test func resultTagsAreTakenApart() throws {
    let session = try PostgresWarehouse(.test).connect()
    #expect(
      try session.execute("create temporary table t as select generate_series(1, 3) as x")
        == StatementResult(message: "SELECT 3", code: "SELECT", rowsAffected: 3))
    #expect(
      try session.execute("insert into t values (1), (2)")
        == StatementResult(message: "INSERT 0 2", code: "INSERT", rowsAffected: 2))
    #expect(
      try session.execute("create temporary view v as select * from t")
        == StatementResult(message: "CREATE VIEW", code: "CREATE VIEW"))
  }

  @Test func namesOfSixtyThreeBytesAreWhole() throws {
    let session = try PostgresWarehouse(.test).connect()
    let dialect = session.dialect
    let name = String(repeating: "é", count: 31) + "\""
    #expect(name.utf8.count == dialect.maximumIdentifierLength)
    let schema = TestPostgres.uniqueSchema("names")
    let relation = Relation(schema: schema, identifier: name)
    try session.createSchema(schema)
    try session.execute(
      "create table \(dialect.render(relation)) (\(dialect.quote(name)) numeric(5,2), a text[])")
    #expect(
      try session.relations(inSchema: schema) == [ExistingRelation(relation, .table)])
    #expect(
      try session.columns(of: relation) == [
        ColumnDescription(name: name, type: "numeric(5,2)"),
        ColumnDescription(name: "a", type: "text[]"),
      ])
    try session.execute("drop schema \(dialect.quote(schema)) cascade")
  }

  @Test func resultsDescribeTheirColumnsAsTheCatalogDoes() throws {
    let session = try PostgresWarehouse(.test).connect()
    let types = [
      "boolean", "smallint", "integer", "bigint", "real", "double precision", "numeric",
      "numeric(10,2)", "numeric(3,-2)", "text", "character varying", "character varying(20)",
      "character(3)", "date", "timestamp without time zone", "timestamp(3) without time zone",
      "timestamp with time zone", "interval", "uuid", "jsonb", "integer[]", "bytea",
      "time(2) without time zone", "bit varying(4)",
    ]
    let casts = types.enumerated().map { "null::\($1) as c\($0)" }.joined(separator: ", ")
    #expect(try session.query("select \(casts)").columns.map(\.type) == types)
    #expect(try session.query("select \(casts)", [], limit: 0).columns.map(\.type) == types)
  }

  @Test func kindsOfRelationsAreToldApart() throws {
    let session = try PostgresWarehouse(.test).connect()
    let schema = TestPostgres.uniqueSchema("kinds")
    try session.execute(
      """
      create schema \(schema);
      create table \(schema).a (x int primary key);
      create view \(schema).b as select * from \(schema).a;
      create materialized view \(schema).c as select * from \(schema).a;
      create table \(schema).d (x int) partition by range (x);
      create sequence \(schema).e
      """)
    #expect(
      try session.relations(inSchema: schema).map { "\($0.relation.identifier) \($0.kind)" } == [
        "a table", "b view", "c materializedView", "d table",
      ])
    try session.execute("drop schema \(schema) cascade")
  }
}
