@preconcurrency import Glibc
import Synchronization
import Warehouse

enum ConnectionCases {
  static let all: [ConformanceCase] = [
    ConformanceCase("connections work beside each other, each on its own thread") { bench in
      let threads = try await withThrowingTaskGroup(of: UInt.self) { group in
        for _ in 0..<4 {
          let connection = bench.connection()
          group.addTask {
            try await connection.run { session in
              _ = try session.query("select 1")
              usleep(50_000)
              return UInt(pthread_self())
            }
          }
        }
        return try await group.reduce(into: Set<UInt>()) { $0.insert($1) }
      }
      try expect(threads.count, equals: 4, "number of threads")
    },
    ConformanceCase("a connection keeps its session from run to run") { bench in
      let connection = bench.connection()
      try await connection.run { session in
        _ = try session.execute("create temporary table keeps (x integer)")
      }
      try await connection.run { session in
        try expect(
          try session.query("select count(*) from keeps").rows, equals: [[.integer(0)]], "rows")
      }
      await connection.reset()
      try await connection.run { session in
        _ = try expectError(.statement, from: "a temporary table after a reset") {
          _ = try session.query("select count(*) from keeps")
        }
      }
    },
    ConformanceCase("a task that is cancelled before it starts runs nothing") { bench in
      let connection = bench.connection()
      let ran = Mutex(false)
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        try await connection.run { _ in ran.withLock { $0 = true } }
      }
      task.cancel()
      do { try await task.value } catch is CancellationError {}
      try expect(!ran.withLock { $0 }, "the body did not run")
    },
    ConformanceCase("errors of the body reach the caller") { bench in
      let connection = bench.connection()
      do {
        _ = try await connection.run { session in try session.query("select nope") }
        throw ConformanceFailure("the error was swallowed")
      } catch let error as DatabaseError {
        try expect(error.kind, equals: .statement, "kind")
      }
    },
  ]
}
