import Warehouse

enum AppendingCases {
  private struct Stop: Error {}

  static let all: [ConformanceCase] = [
    .session("rows of every type are appended, nulls too") { session, bench in
      try session.execute(bench.createTable("t", TypeCases.columns))
      let count = try append(
        [batch(TypeCases.columns, TypeCases.rows)], TypeCases.columns, session, bench)
      try expect(count, equals: TypeCases.rows.count, "rows appended")
      let found = try session.query("select * from \(bench.sql("t"))").rows
      try expect(found, equals: TypeCases.rows, "rows in the table")
    },
    .session("decimals are appended exactly enough") { session, bench in
      let columns: [(String, ColumnType)] = [("d", .decimal)]
      try session.execute(bench.createTable("t", columns))
      let rows: [[SQLValue]] = [[.decimal("12.50")], [.null], [.decimal("-0.25")]]
      _ = try append([batch(columns, rows)], columns, session, bench)
      let sum = try session.query(
        "select cast(sum(d) * 100 as integer), count(d) from \(bench.sql("t"))")
      try expect(sum.rows, equals: [[.integer(1225), .integer(2)]], "sum and count")
    },
    .session("appending nothing appends nothing") { session, bench in
      let columns: [(String, ColumnType)] = [("x", .integer)]
      try session.execute(bench.createTable("t", columns))
      try expect(try append([], columns, session, bench), equals: 0, "rows of no batch")
      try expect(
        try append([batch(columns, [])], columns, session, bench), equals: 0,
        "rows of an empty batch")
    },
    .session("columns are matched by name") { session, bench in
      try session.execute(
        bench.createTable("t", [("a", .integer), ("b", .text), ("c", .integer)]))
      let columns: [(String, ColumnType)] = [("c", .integer), ("a", .integer)]
      let source: [(String, ColumnType)] = [("a", .integer), ("spare", .text), ("c", .integer)]
      let rows: [[SQLValue]] = [[.integer(1), .text("-"), .integer(3)]]
      _ = try append([batch(source, rows)], columns, session, bench)
      try expect(
        try session.query("select a, b, c from \(bench.sql("t"))").rows,
        equals: [[.integer(1), .null, .integer(3)]], "the row")
      try expectError(.statement, from: "a batch without a column") {
        let short = batch([("a", .integer)], [[.integer(1)]])
        _ = try append([short], columns, session, bench)
      }
    },
    .session("hostile texts and names stay texts and names") { session, bench in
      let name = "we\"ird; drop table t; --"
      let columns: [(String, ColumnType)] = [(name, .text)]
      let texts = [
        "', ''); drop table t; --", "\\N", "\\.", "a\tb\r\nc", "\u{1}\u{7F}", "\u{FEFF}x", "\"q\"",
        "🧑‍🚀\u{301}", String(repeating: "long ", count: 10_000), "NULL", "",
      ]
      try session.execute(bench.createTable("t", columns))
      _ = try append([batch(columns, texts.map { [.text($0)] })], columns, session, bench)
      let found = try session.query(
        "select \(session.dialect.quote(name)) from \(bench.sql("t"))")
      try expect(found.rows, equals: texts.map { [.text($0)] }, "texts")
    },
    .session("a hundred thousand rows in batches of odd sizes") { session, bench in
      let columns: [(String, ColumnType)] = [("i", .integer), ("d", .double), ("t", .text)]
      try session.execute(bench.createTable("t", columns))
      var next = 0
      let count = try session.append(
        to: bench.relation("t"), columns: bench.columns(columns),
        from: {
          guard next < 100_000 else { return nil }
          let size = min(7919, 100_000 - next)
          defer { next += size }
          return manyRows(from: next, count: size)
        })
      try expect(count, equals: 100_000, "rows appended")
      let result = try session.query(
        "select count(*), count(t), max(t) from \(bench.sql("t"))")
      let values: [SQLValue] = [.integer(100_000), .integer(66_666), .text("row 99998")]
      try expect(result.rows[0][0], equals: values[0], "rows")
      try expect(result.rows[0][1], equals: values[1], "texts")
      try expect(result.rows[0][2], equals: values[2], "greatest text")
    },
    .session("a refused row leaves nothing of its append") { session, bench in
      try session.execute(
        "create table \(bench.sql("t")) (x integer not null check (x < 500))")
      let columns: [(String, ColumnType)] = [("x", .integer)]
      let rows = (0..<1000).map { [SQLValue.integer(Int64($0))] }
      let error = try expectError(.statement, from: "a broken constraint") {
        _ = try append([batch(columns, rows)], columns, session, bench)
      }
      try expect(error.code != nil, "the error has a code")
      try expect(
        try session.query("select count(*) from \(bench.sql("t"))").rows, equals: [[.integer(0)]],
        "rows in the table")
    },
    .session("an append whose source throws leaves nothing and throws that") { session, bench in
      let columns: [(String, ColumnType)] = [("x", .integer)]
      try session.execute(bench.createTable("t", columns))
      var calls = 0
      do {
        _ = try session.append(
          to: bench.relation("t"), columns: bench.columns(columns),
          from: {
            calls += 1
            if calls == 3 { throw Stop() }
            return batch(columns, [[.integer(1)]])
          })
        throw ConformanceFailure("the source's error was swallowed")
      } catch is Stop {}
      try expect(
        try session.query("select count(*) from \(bench.sql("t"))").rows, equals: [[.integer(0)]],
        "rows in the table")
    },
    .session("appending to a missing table or column is an error") { session, bench in
      let columns: [(String, ColumnType)] = [("x", .integer)]
      let one = batch(columns, [[.integer(1)]])
      try expectError(.statement, from: "a missing table") {
        _ = try append([one], columns, session, bench)
      }
      try session.execute(bench.createTable("t", [("y", .integer)]))
      try expectError(.statement, from: "a missing column") {
        _ = try append([one], columns, session, bench)
      }
      try expect(try session.query("select 1").rows, equals: [[.integer(1)]], "the next query")
    },
  ]

  /// Appends `batches` to the table `t`.
  private static func append(
    _ batches: [ColumnBatch], _ columns: [(String, ColumnType)], _ session: any Session,
    _ bench: Bench
  ) throws -> Int {
    var rest = batches[...]
    return try session.append(
      to: bench.relation("t"), columns: bench.columns(columns), from: { rest.popFirst() })
  }

  static func batch(_ columns: [(String, ColumnType)], _ rows: [[SQLValue]]) -> ColumnBatch {
    let vectors = columns.enumerated().map { index, column in
      ColumnVector(rows.map { $0[index] }, as: column.1)
    }
    return ColumnBatch(names: columns.map(\.0), columns: vectors, rowCount: rows.count)
  }

  /// Every third text is null.
  private static func manyRows(from start: Int, count: Int) -> ColumnBatch {
    let rows = start..<start + count
    let texts = TextVector(rows.map { $0 % 3 == 0 ? "" : "row \($0)" })
    return ColumnBatch(
      names: ["i", "d", "t"],
      columns: [
        ColumnVector(.integers(rows.map(Int64.init))),
        ColumnVector(.doubles(rows.map { Double($0) / 8 })),
        ColumnVector(.texts(texts), validity: rows.map { $0 % 3 != 0 }),
      ], rowCount: count)
  }
}
