import Warehouse

enum QueryingCases {
  static let all: [ConformanceCase] = [
    .session("a query returns names and rows in order") { session, _ in
      let result = try session.query("select 1 as a, 'x' as b union all select 2, null order by 1")
      try expect(result.columns.map(\.name), equals: ["a", "b"], "names")
      try expect(
        result.rows, equals: [[.integer(1), .text("x")], [.integer(2), .null]], "rows")
    },
    .session("a limit cuts the rows, not the statement") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      try session.execute("insert into \(bench.sql("t")) values (1), (2), (3)")
      let result = try session.query("select x from \(bench.sql("t")) order by x", [], limit: 2)
      try expect(result.rows, equals: [[.integer(1)], [.integer(2)]], "the first two rows")
      let all = try session.query("select x from \(bench.sql("t"))", [], limit: 9)
      try expect(all.rows.count, equals: 3, "rows under a high limit")
    },
    .session("a limit of 0 describes without running") { session, bench in
      try session.execute(bench.createTable("t", [("a", .integer), ("b", .text)]))
      let result = try session.query(
        "insert into \(bench.sql("t")) values (1, 'x') returning b, a", [], limit: 0)
      try expect(result.columns.map(\.name), equals: ["b", "a"], "names")
      let types = result.columns.map { session.dialect.columnType(ofSQLType: $0.type) }
      try expect(types, equals: [.text, .integer], "types")
      let count = try session.query("select count(*) from \(bench.sql("t"))")
      try expect(count.rows, equals: [[.integer(0)]], "rows inserted by describing")
      try expectError(.statement, from: "describing an unknown column") {
        _ = try session.query("select nope from \(bench.sql("t"))", [], limit: 0)
      }
    },
    .session("a table changed by another session is seen as it is") { session, bench in
      let select = "select * from \(bench.sql("t"))"
      let other = try bench.warehouse.connect()
      try other.execute(bench.createTable("t", [("a", .integer)]))
      _ = try session.query(select)
      try other.execute("alter table \(bench.sql("t")) add column b integer")
      try expect(
        try session.query(select, [], limit: 0).columns.map(\.name), equals: ["a", "b"],
        "columns described")
      try other.execute("insert into \(bench.sql("t")) values (1, 2)")
      try other.execute("alter table \(bench.sql("t")) add column c integer")
      try expect(
        try session.query(select).rows, equals: [[.integer(1), .integer(2), .null]], "rows")
      try other.execute("alter table \(bench.sql("t")) drop column a")
      let batches = try StreamingCases.batches(session, select, size: 10)
      try expect(batches[0].names, equals: ["b", "c"], "columns streamed")
    },
    .session("a query of several statements runs whole, or is refused whole") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      let two = "insert into \(bench.sql("t")) values (1); select 2"
      let rows = try? session.query(two).rows
      try expect(rows ?? [[.integer(2)]], equals: [[.integer(2)]], "the last one's rows")
      let count = try session.query("select count(*) from \(bench.sql("t")); -- the end")
      try expect(count.rows, equals: [[.integer(rows == nil ? 0 : 1)]], "rows in the table")
      try expectError(.statement, from: "two statements, the second wrong") {
        _ = try session.query("insert into \(bench.sql("t")) values (1); select nope")
      }
      try expectError(.statement, from: "two statements, one with a parameter") {
        _ = try session.query("select $1; select 2", [.integer(1)], limit: nil)
      }
      let again = try session.query("select count(*) from \(bench.sql("t"))")
      try expect(again.rows, equals: count.rows, "rows after a refusal")
    },
    .session("parameters are bound by number and never spliced") { session, bench in
      try session.execute(bench.createTable("t", [("a", .text), ("b", .integer)]))
      let hostile = "x'); drop table t; --"
      let inserted = try session.query(
        "insert into \(bench.sql("t")) (b, a) values ($2, $1) returning a, b",
        [.text(hostile), .integer(-7)], limit: nil)
      try expect(inserted.rows, equals: [[.text(hostile), .integer(-7)]], "the row inserted")
      let found = try session.query(
        "select b from \(bench.sql("t")) where a = $1 and b < $2",
        [.text(hostile), .integer(0)], limit: nil)
      try expect(found.rows, equals: [[.integer(-7)]], "the row found")
      try expectError(.statement, from: "a parameter too few") {
        _ = try session.query(
          "select b from \(bench.sql("t")) where a = $1 and b < $2", [.text("x")], limit: nil)
      }
    },
  ]
}
