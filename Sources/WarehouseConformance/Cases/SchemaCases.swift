import Warehouse

enum SchemaCases {
  static let all: [ConformanceCase] = [
    .session("a schema may be created twice") { session, bench in
      try session.createSchema(bench.schema)
      try session.createSchema(bench.schema)
      try session.execute(bench.createTable("t", [("x", .integer)]))
      try session.createSchema(bench.schema)
      try expect(try session.relations(inSchema: bench.schema).count, equals: 1, "relations")
    },
    .session("two schemas keep relations of one name apart") { session, bench in
      let other = Bench(warehouse: bench.warehouse, schema: bench.schema + "_b")
      try session.createSchema(other.schema)
      try session.execute("create table \(bench.sql("t")) as select 1 as x")
      try session.execute(
        "create table \(other.sql("t")) as select x + 1 as x from \(bench.sql("t"))")
      let rows = try session.query(
        "select a.x, b.x from \(bench.sql("t")) a cross join \(other.sql("t")) b"
      ).rows
      try expect(rows, equals: [[.integer(1), .integer(2)]], "rows")
      try session.execute("drop table \(other.sql("t"))")
      try expect(try session.relations(inSchema: bench.schema).count, equals: 1, "relations")
      if session.dialect.features.contains(.cascade) {
        try session.execute("drop schema \(session.dialect.quote(other.schema))")
      }
    },
    ConformanceCase("many sessions may create one table at the same moment") { bench in
      let connections = (0..<4).map { _ in bench.connection() }
      for round in 0..<20 {
        let sql = "create table if not exists \(bench.sql("t\(round)")) (x integer primary key)"
        try await withThrowingTaskGroup(of: Void.self) { group in
          for connection in connections {
            group.addTask {
              try await connection.run { session in try session.createIfAbsent(sql) }
            }
          }
          try await group.waitForAll()
        }
      }
      try await connections[0].run { session in
        try expect(try session.relations(inSchema: bench.schema).count, equals: 20, "relations")
      }
    },
    .session("a schema made by another session is found") { session, bench in
      let other = Bench(warehouse: bench.warehouse, schema: bench.schema + "_c")
      let maker = try bench.warehouse.connect()
      try maker.createSchema(other.schema)
      try maker.execute("create table \(other.sql("t")) as select 1 as x")
      try expect(
        try session.query("select x from \(other.sql("t"))").rows, equals: [[.integer(1)]], "rows")
      try maker.execute("drop table \(other.sql("t"))")
      if session.dialect.features.contains(.cascade) {
        try session.execute("drop schema \(session.dialect.quote(other.schema))")
      }
    },
  ]
}
