import Warehouse

enum StreamingCases {
  private struct Stop: Error {}

  static let all: [ConformanceCase] = [
    .session("an empty stream hands over its columns") { session, bench in
      try session.execute(bench.createTable("t", TypeCases.columns))
      let batches = try batches(session, "select * from \(bench.sql("t"))", size: 10)
      try expect(batches.count, equals: 1, "number of batches")
      try expect(batches[0].rowCount, equals: 0, "rows")
      try expect(batches[0].names, equals: TypeCases.columns.map(\.0), "names")
      try expect(batches[0].columns.map(\.type), equals: TypeCases.columns.map(\.1), "types")
    },
    .session("rows arrive in order and in whole batches") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      for (rows, size, expected) in [
        (6, 3, [3, 3]), (7, 3, [3, 3, 1]), (2, 3, [2]), (3, 1, [1, 1, 1]),
      ] {
        try session.execute("delete from \(bench.sql("t"))")
        for row in 1...rows {
          try session.execute("insert into \(bench.sql("t")) values (\(row))")
        }
        let batches = try batches(
          session, "select x from \(bench.sql("t")) order by x", size: size)
        try expect(batches.map(\.rowCount), equals: expected, "\(rows) rows by \(size)")
        let values = batches.flatMap { batch in (0..<batch.rowCount).map { batch.columns[0][$0] } }
        try expect(values, equals: (1...rows).map { .integer(Int64($0)) }, "values")
      }
    },
    .session("values of every type stream") { session, bench in
      try session.execute(bench.createTable("t", TypeCases.columns))
      for row in TypeCases.rows {
        let list = row.map(session.dialect.literal).joined(separator: ", ")
        try session.execute("insert into \(bench.sql("t")) values (\(list))")
      }
      let batch = try batches(session, "select * from \(bench.sql("t"))", size: 100)[0]
      try expect(batch.columns.map(\.type), equals: TypeCases.columns.map(\.1), "types")
      for (row, expected) in TypeCases.rows.enumerated() {
        try expect(batch.columns.map { $0[row] }, equals: expected, "row \(row)")
      }
    },
    .session("a stream stops when its reader throws, and the session goes on") { session, _ in
      var seen = 0
      do {
        try session.stream("select 1 union all select 2 union all select 3", batchSize: 1) { _ in
          seen += 1
          if seen == 2 { throw Stop() }
        }
        throw ConformanceFailure("the reader's error was swallowed")
      } catch is Stop {}
      try expect(seen, equals: 2, "batches seen")
      try expect(try session.query("select 5").rows, equals: [[.integer(5)]], "the next query")
    },
    .session("a stream's mistake has its position") { session, bench in
      let sql = "select 1, nope_column from (select 1 as x) y"
      let error = try expectError(.statement, from: "an unknown column") {
        try session.stream(sql, batchSize: 10) { _ in }
      }
      try expect(error.position, equals: 10, "position")
      try expect(error.statement, equals: sql, "statement")
    },
    .session("a failure in the middle of a stream is thrown") { session, bench in
      // The last row overflows: on both databases only once it is reached.
      try session.execute(bench.createTable("t", [("x", .integer)]))
      try session.execute("insert into \(bench.sql("t")) values (1), (2), (9223372036854775807)")
      let call = session.dialect.name == "sqlite" ? "sum(x) over (order by x)" : "x + 1"
      try expectError(.statement, from: "an overflow") {
        try session.stream("select \(call) from \(bench.sql("t"))", batchSize: 1) { _ in }
      }
      try expect(try session.query("select 5").rows, equals: [[.integer(5)]], "the next query")
    },
    .session("a long stream in a transaction passes whole") { session, bench in
      try session.transaction {
        var count = 0
        var sum: Int64 = 0
        let sql = """
          with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000)
          select i, 'text ' || i as t from n
          """
        try session.stream(sql, batchSize: 4096) { batch in
          count += batch.rowCount
          if case .integers(let values) = batch.columns[0].storage { sum += values.reduce(0, +) }
        }
        try expect(count, equals: 50_000, "rows")
        try expect(sum, equals: 1_250_025_000, "sum")
      }
    },
  ]

  static func batches(
    _ session: any Session, _ sql: String, size: Int
  ) throws -> [ColumnBatch] {
    var batches: [ColumnBatch] = []
    try session.stream(sql, batchSize: size) { batches.append($0) }
    return batches
  }
}
