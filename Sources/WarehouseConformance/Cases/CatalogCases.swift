import Warehouse

enum CatalogCases {
  static let all: [ConformanceCase] = [
    .session("relations are listed with their kinds") { session, bench in
      try session.execute("create table \(bench.sql("b_table")) as select 1 as x")
      try session.execute(
        "create view \(bench.sql("a_view")) as select x from \(bench.sql("b_table"))")
      let found = try session.relations(inSchema: bench.schema)
      try expect(
        Set(found),
        equals: [
          ExistingRelation(bench.relation("b_table"), .table),
          ExistingRelation(bench.relation("a_view"), .view),
        ], "relations")
    },
    .session("a relation made by another session is found") { session, bench in
      try expect(try session.relations(inSchema: bench.schema).isEmpty, "nothing at first")
      let other = try bench.warehouse.connect()
      try other.execute("create table \(bench.sql("t")) as select 1 as x")
      let names = try session.relations(inSchema: bench.schema).map(\.relation.identifier)
      try expect(names, equals: ["t"], "relations")
      try expect(
        try session.query("select x from \(bench.sql("t"))").rows, equals: [[.integer(1)]], "rows")
    },
    .session("columns are described in order") { session, bench in
      try session.execute(bench.createTable("t", TypeCases.columns.reversed()))
      let columns = try session.columns(of: bench.relation("t"))
      try expect(columns.map(\.name), equals: TypeCases.columns.map(\.0).reversed(), "names")
      try session.execute(
        "create view \(bench.sql("v")) as select txt, dbl from \(bench.sql("t"))")
      let names = try session.columns(of: bench.relation("v")).map(\.name)
      try expect(names, equals: ["txt", "dbl"], "names of the view's columns")
    },
    .session("odd names are names") { session, bench in
      for name in ["Mixed Case", "select", "qu\"ote", "dot.ted", "naïve 🐢", "semi;colon", "it's"] {
        let relation = bench.relation(name)
        let column = session.dialect.quote(name)
        try session.execute("create table \(bench.sql(name)) as select 1 as \(column)")
        let found = try session.relations(inSchema: bench.schema).contains {
          $0.relation.identifier == name
        }
        try expect(found, "`\(name)` is listed")
        try expect(
          try session.columns(of: relation).map(\.name), equals: [name], "columns of `\(name)`")
        try session.execute("drop table \(bench.sql(name))")
      }
    },
    .session("what does not exist has no columns") { session, bench in
      try expect(try session.columns(of: bench.relation("nope")).isEmpty, "no columns")
      let elsewhere = Relation(schema: "no_such_schema", identifier: "nope")
      try expect(try session.columns(of: elsewhere).isEmpty, "no columns")
      try expect(try session.relations(inSchema: "no_such_schema").isEmpty, "no relations")
    },
    .session("the catalog works inside a transaction") { session, bench in
      try session.transaction {
        try session.execute(bench.createTable("t", [("x", .integer)]))
        try expect(try session.relations(inSchema: bench.schema).count, equals: 1, "relations")
        try expect(try session.columns(of: bench.relation("t")).count, equals: 1, "columns")
        try expect(try session.columns(of: bench.relation("nope")).count, equals: 0, "columns")
      }
    },
  ]
}
