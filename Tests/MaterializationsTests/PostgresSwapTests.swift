import Materializations
import TestSupport
import Testing
import Warehouse
import WarehousePostgres

/// What only PostgreSQL does when relations are swapped.
@Suite(.requiresPostgres) struct PostgresSwapTests {
  @Test func dependantsAreMadeAgain() async throws {
    try await TestWarehouse.postgres.with { site in
      try site.build("t", "select 1 as id, 2 as gone", as: .table)
      try site.session.execute(
        """
        create view \(site.sql("b")) with (security_barrier=true) as
          select id, 'it''s' as quoted from \(site.sql("t"));
        create materialized view \(site.sql("a odd")) as
          select b.id, t.id as other from \(site.sql("b")) b join \(site.sql("t")) t using (id);
        create unique index on \(site.sql("a odd")) (other);
        create view \(site.sql("needs_gone")) as select gone from \(site.sql("t"));
        create view \(site.sql("needs_it_too")) as select gone from \(site.sql("needs_gone"));
        comment on view \(site.sql("b")) is 'the b''s';
        comment on column \(site.sql("b")).quoted is 'a column';
        grant select on \(site.sql("b")) to public
        """)
      try site.build("t", "select 5 as id, 'new' as more", as: .table)
      #expect(
        try site.kinds() == ["t": .table, "b": .view, "a odd": .materializedView])
      #expect(try site.rows("a odd") == [[.integer(5), .integer(5)]])
      let facts = try site.session.query(
        """
        select obj_description(c.oid, 'pg_class'), col_description(c.oid, 2),
          array_to_string(reloptions, ','), array_to_string(relacl, ',') like '%=r/%'
        from pg_class c where c.oid = \(site.dialect.literal(.text(site.sql("b"))))::regclass
        """
      ).rows
      #expect(
        facts == [
          [.text("the b's"), .text("a column"), .text("security_barrier=true"), .boolean(true)]
        ])
      let indexes = try site.session.query(
        "select count(*) from pg_indexes where schemaname = $1 and tablename = 'a odd'",
        [.text(site.schema)], limit: nil)
      #expect(indexes.rows == [[.integer(1)]])
    }
  }

  @Test func configuredTablesAreDressed() async throws {
    try await TestWarehouse.postgres.with { site in
      var facts = ModelFacts(site.relation("m"), .query("select 1 as id, 'x' as t"))
      facts.tableOptions.indexes = [
        TableIndex(columns: ["id"], isUnique: true),
        TableIndex(columns: ["t", "id"], method: "btree"),
      ]
      facts.tableOptions.isUnlogged = true
      facts.grants = ["select": ["public"]]
      facts.comments = Comments(
        relation: "it's m", columns: [ColumnComment("id", "the \"id\"")])
      for kind in [Materialization.table, .table, .incremental(.init())] {
        facts.rows = .query(
          kind == .incremental(.init()) ? "select 2 as id, 'x' as t" : "select 1 as id, 'x' as t")
        try site.build(facts, as: kind)
        let found = try site.session.query(
          """
          select relpersistence::text, obj_description(c.oid, 'pg_class'),
            col_description(c.oid, 1),
            (select count(*) from pg_index i where i.indrelid = c.oid),
            array_to_string(relacl, ',') like '%=r/%'
          from pg_class c where c.oid = \(site.dialect.literal(.text(site.sql("m"))))::regclass
          """
        ).rows
        #expect(
          found == [
            [
              .text("u"), .text("it's m"), .text("the \"id\""), .integer(2), .boolean(true),
            ]
          ])
      }
    }
  }

  /// Whoever asks the server for a query's columns has it take apart every view below: here 3¹⁴.
  @Test func deepViewsAreReplacedAtOnce() async throws {
    try await TestWarehouse.postgres.with { site in
      try site.session.execute("set statement_timeout = '15s'")
      try site.build("v0", "select 1 as id", as: .table)
      for round in 0..<2 {
        for depth in 1...14 {
          let below = "select id from \(site.sql("v\(depth - 1)"))"
          try site.build(
            "v\(depth)",
            ([below] + [below, below].dropLast(round)).joined(separator: " union all "),
            as: .view)
        }
      }
      #expect(try site.kinds().count == 15)
    }
  }

  @Test func aViewWhoseColumnsGoIsReplacedByName() async throws {
    try await TestWarehouse.postgres.with { site in
      try site.build("v", "select 1 as x, 2 as y", as: .view)
      try site.build("w", "select x from \(site.sql("v"))", as: .view)
      var audited = ModelFacts(site.relation("v"), .query("select 5 as x"))
      audited.isAudited = true
      try site.build(audited, as: .view)
      #expect(try site.rows("v") == [[.integer(5)]])
      #expect(try site.rows("w") == [[.integer(5)]])
      #expect(try site.kinds().count == 2)
      #expect(throws: DatabaseError.self) { try site.build("v", "select gone", as: .view) }
      #expect(try site.rows("w") == [[.integer(5)]])
    }
  }

  @Test func grantsFollowTheConfiguration() async throws {
    try await TestWarehouse.postgres.with { site in
      let role = "role_\(site.schema)"
      try site.session.execute("create role \(role)")
      defer { _ = try? site.session.execute("drop owned by \(role); drop role \(role)") }
      func privileges() throws -> [SQLValue] {
        try site.session.query(
          """
          select distinct privilege_type from information_schema.role_table_grants
          where grantee = $1 order by 1
          """, [.text(role)], limit: nil
        ).rows.map { $0[0] }
      }
      var facts = ModelFacts(site.relation("m"), .query("select 1 as id"))
      facts.grants = ["select": [role], "INSERT": [role]]
      try site.build(facts, as: .incremental(.init()))
      #expect(try privileges() == [.text("INSERT"), .text("SELECT")])
      facts.grants = ["select": [role], "update": [role]]
      try site.build(facts, as: .incremental(.init()))
      #expect(try privileges() == [.text("SELECT"), .text("UPDATE")])
      facts.grants = nil
      try site.build(facts, as: .incremental(.init()))
      #expect(try privileges() == [.text("SELECT"), .text("UPDATE")])
      facts.grants = ["select": []]
      try site.build(facts, as: .incremental(.init()))
      #expect(try privileges().isEmpty)
    }
  }

  /// Tables with common dependants, rebuilt beside each other again and again: dbt deadlocks here.
  @Test func rebuildsBesideEachOtherDoNotDeadlock() async throws {
    let address = try TestPostgres.settings
    let warehouse = PostgresWarehouse(
      PostgresSettings(
        host: address.host, port: address.port, user: address.user, password: address.password,
        database: address.database, schema: "public"))
    let schema = TestPostgres.uniqueSchema("swaps")
    let keeper = Connection(to: warehouse)
    try await keeper.run { session in
      try session.createSchema(schema)
      for table in 0..<4 {
        try session.execute("create table \(schema).t\(table) as select 1 as x")
      }
      for view in 0..<6 {
        let tables = (view % 2 == 0 ? [0, 1, 2, 3] : [3, 2, 1, 0]).map { "\(schema).t\($0)" }
        try session.execute(
          "create view \(schema).v\(view) as select 1 as y from \(tables.joined(separator: ", "))")
      }
    }
    try await withThrowingTaskGroup { group in
      for table in 0..<4 {
        group.addTask {
          try await rebuild(20, Relation(schema: schema, identifier: "t\(table)"), warehouse)
        }
      }
      try await group.waitForAll()
    }
    try await keeper.run { session in
      #expect(try session.relations(inSchema: schema).count == 10)
      try session.execute("drop schema \(schema) cascade")
    }
  }

  private func rebuild(
    _ times: Int, _ relation: Relation, _ warehouse: PostgresWarehouse
  ) async throws {
    let connection = Connection(to: warehouse)
    for number in 0..<times {
      try await connection.run { session in
        let facts = ModelFacts(relation, .query("select \(number) as x"))
        let steps = Materialization.table.steps(
          for: facts, on: TargetState(kind: .table), dialect: session.dialect)
        _ = try StepPerformer(session).perform(steps)
      }
    }
  }
}
