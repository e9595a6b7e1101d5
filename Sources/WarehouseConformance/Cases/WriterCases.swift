import Warehouse

enum WriterCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("writers beside each other all get their turn") { bench in
      try await bench.connection().run { session in
        _ = try session.execute(bench.createTable("t", [("writer", .integer), ("x", .integer)]))
      }
      try await withThrowingTaskGroup { group in
        for writer in 0..<4 {
          let connection = bench.connection()
          group.addTask { try await write(25, by: writer, connection, bench) }
        }
        try await group.waitForAll()
      }
      try await bench.connection().run { session in
        let rows = try session.query(
          "select writer, count(*), max(x) from \(bench.sql("t")) group by writer order by writer"
        ).rows
        try expect(
          rows, equals: (0..<4).map { [.integer($0), .integer(25), .integer(24)] }, "rows")
      }
    },
    ConformanceCase("readers do not wait for a writer") { bench in
      let writer = bench.connection()
      try await writer.run { session in
        try session.execute("create table \(bench.sql("t")) as select 1 as x")
        try session.perform(.begin)
        try session.execute("update \(bench.sql("t")) set x = 2")
      }
      try await bench.connection().run { session in
        try expect(
          try session.query("select x from \(bench.sql("t"))").rows, equals: [[.integer(1)]],
          "what the reader sees")
      }
      try await writer.run { session in try session.perform(.rollback) }
    },
    ConformanceCase("a transaction that waits for another can be cancelled") { bench in
      let first = bench.connection()
      let second = bench.connection()
      try await second.run { _ in }
      try await first.run { session in
        try session.execute("create table \(bench.sql("t")) as select 1 as x")
        try session.perform(.begin)
        try session.execute("update \(bench.sql("t")) set x = 2")
      }
      let started = Signal()
      let waiting = Task {
        try await second.run { session in
          started.give()
          try session.transaction {
            _ = try session.execute("update \(bench.sql("t")) set x = 3")
          }
        }
      }
      try await started.wait()
      waiting.cancel()
      var kind: DatabaseError.Kind?
      do { try await waiting.value } catch let error as DatabaseError { kind = error.kind }
      try expect(kind, equals: .cancelled, "what the waiting transaction says")
      try await first.run { session in try session.perform(.commit) }
      try await second.run { session in
        try session.transaction {
          _ = try session.execute("update \(bench.sql("t")) set x = x + 10")
        }
        try expect(
          try session.query("select x from \(bench.sql("t"))").rows, equals: [[.integer(12)]], "x")
      }
    },
    ConformanceCase("a failed transaction hands the turn on") { bench in
      let first = bench.connection()
      let second = bench.connection()
      try await first.run { session in
        _ = try session.execute(bench.createTable("t", [("x", .integer)]))
        try expectError(.statement, from: "a missing table") {
          try session.transaction {
            try session.execute("insert into \(bench.sql("t")) values (1)")
            try session.execute("insert into \(bench.sql("nope")) values (1)")
          }
        }
      }
      try await second.run { session in
        try session.transaction {
          _ = try session.execute("insert into \(bench.sql("t")) values (2)")
        }
      }
    },
  ]

  private static func write(
    _ count: Int, by writer: Int, _ connection: Connection, _ bench: Bench
  ) async throws {
    for x in 0..<count {
      try await connection.run { session in
        try session.transaction {
          _ = try session.execute("insert into \(bench.sql("t")) values (\(writer), \(x))")
        }
      }
    }
  }
}
