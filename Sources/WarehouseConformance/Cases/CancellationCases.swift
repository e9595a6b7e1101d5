import Warehouse

enum CancellationCases {
  /// Runs for minutes unless it is interrupted.
  static let endless = """
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000)
    select count(*) from n
    """

  static let all: [ConformanceCase] = [
    ConformanceCase("a running statement is cancelled from another thread") { bench in
      let connection = bench.connection()
      let canceller = try await connection.run { session in session.canceller }
      let started = Signal()
      async let outcome: Void = connection.run { session in
        started.give()
        try expectError(.cancelled, from: "an endless query") {
          _ = try session.query(endless)
        }
        try expect(try session.query("select 1").rows, equals: [[.integer(1)]], "the next query")
      }
      try await started.wait()
      canceller.cancel()
      try await outcome
    },
    .session("cancelling an idle session harms nothing") { session, _ in
      session.canceller.cancel()
      try expect(try session.query("select 1").rows, equals: [[.integer(1)]], "the next query")
    },
    .session("a canceller outlives its session") { session, bench in
      var other: (any Session)? = try bench.warehouse.connect()
      let canceller = other?.canceller
      other = nil
      canceller?.cancel()
    },
    ConformanceCase("a cancelled transaction is rolled back") { bench in
      let connection = bench.connection()
      try await connection.run { session in
        _ = try session.execute(bench.createTable("t", [("x", .integer)]))
      }
      let started = Signal()
      let task = Task {
        try await connection.run { session in
          started.give()
          try session.transaction {
            try session.execute("insert into \(bench.sql("t")) values (1)")
            try session.execute("insert into \(bench.sql("t")) \(endless)")
          }
        }
      }
      try await started.wait()
      task.cancel()
      let error = await task.result.failure
      try expect((error as? DatabaseError)?.kind, equals: .cancelled, "kind of \(error as Any)")
      try await connection.run { session in
        try expect(!session.isInTransaction, "the transaction is over")
        let count = try session.query("select count(*) from \(bench.sql("t"))")
        try expect(count.rows, equals: [[.integer(0)]], "rows")
      }
    },
    ConformanceCase("a stream is cancelled between batches") { bench in
      let connection = bench.connection()
      try await connection.run { _ in }
      let started = Signal()
      let task = Task {
        try await connection.run { session in
          started.give()
          try session.stream(
            endless.replacing("count(*)", with: "i"), batchSize: 100
          ) { _ in }
        }
      }
      try await started.wait()
      task.cancel()
      let error = await task.result.failure
      try expect((error as? DatabaseError)?.kind, equals: .cancelled, "kind of \(error as Any)")
    },
  ]
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let index = indices.first(where: { self[$0...].hasPrefix(part) }) else { return self }
    return self[..<index] + other + self[index...].dropFirst(part.count)
  }
}
