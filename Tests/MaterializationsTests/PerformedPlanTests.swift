import Diagnostics
import Materializations
import Testing
import Warehouse

/// Plans performed on real databases.
@Suite struct PerformedPlanTests {
  private struct Refused: Error {}

  @Test(arguments: TestWarehouse.available)
  func replacesKindByKind(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      var number: Int64 = 0
      // Every kind after every kind, itself included.
      for kind in [
        Materialization.view, .view, .table, .table, .view, .incremental(.init()), .table,
      ] {
        number += 1
        try site.build("m", "select \(number) as x", as: kind)
        #expect(try site.rows("m") == [[.integer(number)]])
        #expect(try site.kinds() == ["m": kind == .view ? .view : .table])
      }
    }
  }

  @Test(arguments: TestWarehouse.available)
  func viewsFollowTheirTable(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      for run in 1...2 {
        try site.build("t", "select \(run) as x", as: .table)
        try site.build("v", "select x from \(site.sql("t"))", as: .view)
        try site.build("w", "select x, x + 1 as y from \(site.sql("v"))", as: .view)
        #expect(try site.rows("w") == [[.integer(Int64(run)), .integer(Int64(run) + 1)]])
      }
    }
  }

  @Test(arguments: TestWarehouse.available)
  func aViewThatGainsColumnsKeepsItsReaders(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      try site.build("v", "select 1 as x", as: .view)
      try site.build("w", "select x from \(site.sql("v"))", as: .view)
      try site.build("v", "select 2 as x, 3 as y", as: .view)
      #expect(try site.rows("w") == [[.integer(2)]])
      try site.build("v", "select 'a' as z", as: .view)
      #expect(try site.rows("v") == [[.text("a")]])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func aRefusedTableIsNotPublished(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      for kind in [Materialization.table, .view, .incremental(.init())] {
        try site.build("m", "select 1 as x", as: kind, isFullRefresh: true)
        var facts = ModelFacts(site.relation("m"), .query("select 2 as x"))
        facts.isAudited = true
        #expect(throws: Refused.self) {
          try site.build(facts, as: kind) { performer in
            performer.audit = { relation in
              let rows = try site.session.query(
                "select max(x) from \(site.dialect.render(relation))")
              #expect(rows.rows == [[.integer(2)]])
              // Others still see what is published.
              #expect(try site.rows("m") == [[.integer(1)]])
              throw Refused()
            }
          }
        }
        #expect(try site.rows("m") == [[.integer(1)]])
        #expect(try site.kinds() == ["m": kind == .view ? .view : .table])
      }
    }
  }

  @Test(arguments: TestWarehouse.available)
  func aMistakeKeepsTheOldAndPointsIntoTheModel(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      for kind in [Materialization.table, .view, .incremental(.init())] {
        try site.build("m", "select 1 as x", as: kind, isFullRefresh: true)
        let sql = "-- the model\nselect nope_column from (select 1 as y) s"
        let error = #expect(throws: DatabaseError.self) { try site.build("m", sql, as: kind) }
        #expect(error?.statement == sql)
        #expect(error?.position == "-- the model\nselect ".utf8.count)
        #expect(try site.rows("m") == [[.integer(1)]])
        #expect(!site.session.isInTransaction)
      }
    }
  }

  @Test(arguments: TestWarehouse.available)
  func hooksRunInOrderAndRollBackTogether(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      try site.session.execute("create table \(site.sql("log")) (entry text)")
      func log(_ text: String, _ isInTransaction: Bool = true) -> Hook {
        Hook(
          "insert into \(site.sql("log")) values ('\(text)')", isInTransaction: isInTransaction)
      }
      var facts = ModelFacts(
        site.relation("m"), .query("select count(*) as x from \(site.sql("log"))"),
        hooks: Hooks(
          before: [log("outside", false), log("before"), Hook(" \n")],
          after: [log("after"), log("last", false)]))
      try site.build(facts, as: .table)
      #expect(try site.rows("m") == [[.integer(2)]])
      #expect(try site.rows("log").count == 4)
      facts.hooks.after.insert(Hook("select nope_column"), at: 1)
      #expect(throws: DatabaseError.self) { try site.build(facts, as: .table) }
      #expect(try site.rows("m") == [[.integer(2)]])
      #expect(try site.rows("log").count == 5)
    }
  }

  @Test(arguments: TestWarehouse.available)
  func removesLeftovers(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      try site.session.execute("create table \(site.sql("m")) (x integer)")
      try site.session.execute("create table \(site.sql("m__dbt_tmp")) (x integer)")
      try site.session.execute("create view \(site.sql("m__dbt_backup")) as select 1 as x")
      try site.build("m", "select 7 as x", as: .table)
      #expect(try site.rows("m") == [[.integer(7)]])
      #expect(try site.kinds() == ["m": .table])
    }
  }

  @Test(arguments: TestWarehouse.available)
  func namesThatDifferInCase(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      try site.build("Orders", "select 1 as x", as: .view)
      try site.build("orders", "select 2 as x", as: .table)
      #expect(try site.rows("orders") == [[.integer(2)]])
      // SQLite knows one relation of the name, PostgreSQL two.
      let isOne = site.dialect.features.contains(.ignoresCase)
      #expect(try site.kinds().count == (isOne ? 1 : 2))
    }
  }

  @Test(arguments: TestWarehouse.available)
  func enforcesContracts(warehouse: TestWarehouse) async throws {
    try await warehouse.with { site in
      let contract = Contract(
        columns: [
          ContractColumn(
            name: "id", type: "integer", constraints: [Constraint(.notNull), Constraint(.unique)]),
          ContractColumn(
            name: "n", type: "integer", constraints: [Constraint(.check("n > 0"), name: "positive")]
          ),
        ])
      func build(_ sql: String) throws {
        try site.build(
          ModelFacts(
            site.relation("m"), .query(sql), tableOptions: TableOptions(contract: contract)),
          as: .table)
      }
      try build("select 5 as n, 1 as id")
      #expect(try site.rows("m") == [[.integer(1), .integer(5)]])
      for broken in ["select 0 as n, 1 as id", "select 1 as n, cast(null as integer) as id"] {
        let error = #expect(throws: DatabaseError.self) { try build(broken) }
        #expect(error?.kind == .statement)
      }
      #expect(throws: Diagnostic.self) { try build("select 1 as n") }
      #expect(try site.rows("m") == [[.integer(1), .integer(5)]])
    }
  }
}
