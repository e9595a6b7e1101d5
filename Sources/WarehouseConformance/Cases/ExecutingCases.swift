import Warehouse

enum ExecutingCases {
  static let all: [ConformanceCase] = [
    .session("a statement counts the rows it changes") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      let inserted = try session.execute("insert into \(bench.sql("t")) values (1), (2), (3)")
      try expect(inserted.rowsAffected, equals: 3, "rows inserted")
      try expect(inserted.code, equals: "INSERT", "code of an insert")
      let updated = try session.execute("update \(bench.sql("t")) set x = 9 where x > 1")
      try expect(updated.rowsAffected, equals: 2, "rows updated")
      let deleted = try session.execute("delete from \(bench.sql("t")) where x = 0")
      try expect(deleted.rowsAffected, equals: 0, "rows deleted")
    },
    .session("several statements run in order, the last one answers") { session, bench in
      let table = bench.sql("t")
      let result = try session.execute(
        """
        -- a comment; with a semicolon
        \(bench.createTable("t", [("x", .integer)]));
        insert into \(table) values (1); ;
        insert into \(table) values (2), (3);
        """)
      try expect(result.rowsAffected, equals: 2, "rows of the last insert")
      let count = try session.query("select count(*) from \(table)")
      try expect(count.rows, equals: [[.integer(3)]], "rows in the table")
    },
    .session("a text without a statement does nothing") { session, _ in
      for text in ["", "  \n", "-- only a comment", "/* ; */", ";"] {
        _ = try session.execute(text)
      }
    },
    .session("rows of an executed query are discarded") { session, _ in
      _ = try session.execute("select 1; select 2")
      try expect(
        try session.query("select 3").rows, equals: [[.integer(3)]], "the next query's rows")
    },
    .session("a zero byte is refused and nothing of it runs") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      let sql = "insert into \(bench.sql("t")) values (1)\0, (2)"
      try expectError(.statement, from: "a zero byte") { try session.execute(sql) }
      let count = try session.query("select count(*) from \(bench.sql("t"))")
      try expect(count.rows, equals: [[.integer(0)]], "rows in the table")
    },
  ]
}
