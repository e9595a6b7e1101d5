import Warehouse

enum TransactionCases {
  private struct Stop: Error {}

  static let all: [ConformanceCase] = [
    ConformanceCase("a committed transaction is seen by others, an open one is not") { bench in
      let writer = bench.connection()
      let reader = bench.connection()
      let count = "select count(*) from \(bench.sql("t"))"
      try await writer.run { session in
        try session.execute(bench.createTable("t", [("x", .integer)]))
        try session.perform(.begin)
        try session.execute("insert into \(bench.sql("t")) values (1)")
        try expect(session.isInTransaction, "the session is in a transaction")
        try expect(try session.query(count).rows, equals: [[.integer(1)]], "seen by itself")
      }
      try await reader.run { session in
        try expect(try session.query(count).rows, equals: [[.integer(0)]], "seen before the commit")
      }
      try await writer.run { session in
        try session.perform(.commit)
        try expect(!session.isInTransaction, "the transaction is over")
      }
      try await reader.run { session in
        try expect(try session.query(count).rows, equals: [[.integer(1)]], "seen after the commit")
      }
    },
    .session("a rollback undoes rows and tables") { session, bench in
      try session.execute(bench.createTable("kept", [("x", .integer)]))
      try session.perform(.begin)
      try session.execute("insert into \(bench.sql("kept")) values (1)")
      try session.execute(bench.createTable("gone", [("x", .integer)]))
      try session.execute(
        "alter table \(bench.sql("kept")) rename to \(unqualified("renamed", bench))")
      try session.perform(.rollback)
      try expect(!session.isInTransaction, "the transaction is over")
      let names = try session.relations(inSchema: bench.schema).map(\.relation.identifier)
      try expect(names, equals: ["kept"], "relations")
      let count = try session.query("select count(*) from \(bench.sql("kept"))")
      try expect(count.rows, equals: [[.integer(0)]], "rows")
    },
    .session("an error in a transaction is rolled back whole") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      try expectError(.statement, from: "a missing table") {
        try session.transaction {
          try session.execute("insert into \(bench.sql("t")) values (1)")
          try session.execute("insert into \(bench.sql("nope")) values (1)")
        }
      }
      try expect(!session.isInTransaction, "the transaction is over")
      let count = try session.query("select count(*) from \(bench.sql("t"))")
      try expect(count.rows, equals: [[.integer(0)]], "rows")
    },
    .session("another error in a transaction is rolled back and thrown") { session, bench in
      do {
        try session.transaction {
          try session.execute(bench.createTable("t", [("x", .integer)]))
          throw Stop()
        }
      } catch is Stop {
        try expect(
          try session.relations(inSchema: bench.schema).isEmpty, "the table is not there")
        return
      }
      throw ConformanceFailure("the error was swallowed")
    },
    .session("a swap inside a transaction is atomic for readers") { session, bench in
      try session.execute("create table \(bench.sql("t")) as select 1 as x")
      let reader = try bench.warehouse.connect()
      try session.perform(.begin)
      try session.execute("create table \(bench.sql("t__new")) as select 2 as x")
      let select = "select x from \(bench.sql("t"))"
      try expect(try reader.query(select).rows, equals: [[.integer(1)]], "before the swap")
      try session.execute("drop table \(bench.sql("t"))")
      try session.execute("alter table \(bench.sql("t__new")) rename to \(unqualified("t", bench))")
      try session.perform(.commit)
      try expect(try reader.query(select).rows, equals: [[.integer(2)]], "after the swap")
    },
    .session("a transaction left open is rolled back with its session") { session, bench in
      try session.execute(bench.createTable("t", [("x", .integer)]))
      do {
        let other = try bench.warehouse.connect()
        try other.perform(.begin)
        try other.execute("insert into \(bench.sql("t")) values (1)")
      }
      let count = try session.query("select count(*) from \(bench.sql("t"))")
      try expect(count.rows, equals: [[.integer(0)]], "rows")
      try session.transaction {
        _ = try session.execute("insert into \(bench.sql("t")) values (2)")
      }
    },
    .session("commit and rollback without a transaction are errors") { session, _ in
      for action in [TransactionAction.commit, .rollback] {
        try expectError(.statement, from: "\(action.rawValue) without a transaction") {
          try session.perform(action)
        }
      }
      try session.perform(.begin)
      try expectError(.statement, from: "a transaction in a transaction") {
        try session.perform(.begin)
      }
      if session.isInTransaction { try session.perform(.rollback) }
    },
  ]

  private static func unqualified(_ name: String, _ bench: Bench) -> String {
    bench.warehouse.dialect.renderUnqualified(bench.relation(name))
  }
}
