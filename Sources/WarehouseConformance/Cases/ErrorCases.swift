import Warehouse

enum ErrorCases {
  static let all: [ConformanceCase] = [
    .session("an unknown column is found at its byte") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      let before = "select 'żółw', "
      let sql = before + "nope_column from \(bench.sql("t"))"
      let error = try expectError(.statement, from: "an unknown column") {
        _ = try session.query(sql)
      }
      try expect(error.position, equals: before.utf8.count, "position")
      try expect(error.statement, equals: sql, "statement")
      try expect(error.message.contains("nope_column"), "the message names the column")
      try expect(error.code != nil, "there is a code")
    },
    .session("a syntax error inside several statements is found at its byte") { session, bench in
      let before = "select 1;\n-- ünïcode\nselect 2 as two;\nselect "
      let sql = before + "from where x;\nselect 3"
      let error = try expectError(.statement, from: "a syntax error") { try session.execute(sql) }
      let end = before.utf8.count + "from where".utf8.count
      try expect(
        error.position.map { (before.utf8.count...end).contains($0) } ?? false,
        "the position \(error.position ?? -1) is in the refused statement's first words")
      try expect(error.statement, equals: sql, "statement")
    },
    .session("an unknown table is named") { session, bench in
      let error = try expectError(.statement, from: "an unknown table") {
        _ = try session.query("select * from \(bench.sql("nope_table"))")
      }
      try expect(error.message.contains("nope_table"), "the message names the table")
    },
    .session("a broken constraint says which") { session, bench in
      try session.execute(
        "create table \(bench.sql("t")) (x integer constraint small check (x < 10), y integer unique)"
      )
      try session.execute("insert into \(bench.sql("t")) values (1, 1)")
      let check = try expectError(.statement, from: "a broken check") {
        try session.execute("insert into \(bench.sql("t")) values (11, 2)")
      }
      try expect("\(check)".contains("small"), "the message names the constraint")
      let unique = try expectError(.statement, from: "a duplicate") {
        try session.execute("insert into \(bench.sql("t")) values (1, 1)")
      }
      try expect("\(unique)".contains("y"), "the message names the column")
      try expect(check.code != unique.code, "the codes differ")
    },
    .session("statements before the mistake have run") { session, bench in
      try expectError(.statement, from: "a mistake in the second statement") {
        try session.execute("select 1; insert into \(bench.sql("nope")) values (1)")
      }
      try expect(try session.query("select 1").rows, equals: [[.integer(1)]], "the next query")
    },
    .session("an unusable schema name is an error, not a statement") { session, bench in
      try expectError(.statement, from: "an empty schema name") { try session.createSchema("") }
    },
  ]
}
