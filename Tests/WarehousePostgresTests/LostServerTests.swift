import TestSupport
import Testing
import Warehouse
import WarehousePostgres

@Suite(.requiresPostgresPrograms, .serialized) struct LostServerTests {
  private func kind(_ body: () throws -> Void) -> DatabaseError.Kind? {
    do {
      try body()
      return nil
    } catch {
      return (error as? DatabaseError)?.kind
    }
  }

  @Test(arguments: [ThrowawayPostgres.StopMode.immediate, .fast])
  func everyCallSaysSoAndAResetReconnects(stop mode: ThrowawayPostgres.StopMode) async throws {
    let server = try await ThrowawayPostgres()
    let connection = Connection(
      to: PostgresWarehouse(PostgresSettings(server.address)))
    try await connection.run { session in
      try session.execute("create table t (x integer)")
      try session.perform(.begin)
      try session.execute("insert into t values (1)")
    }
    try await server.stop(mode)
    let lost = try await connection.run { session in
      [
        kind { try session.execute("insert into t values (2)") },
        kind { try session.perform(.commit) },
        kind { try session.perform(.rollback) },
        kind { _ = try session.query("select 1") },
        kind { _ = try session.columns(of: Relation(schema: "public", identifier: "t")) },
        kind { try session.stream("select 1", batchSize: 1) { _ in } },
        kind {
          _ = try session.append(
            to: Relation(schema: "public", identifier: "t"),
            columns: [ColumnDescription(name: "x", type: "integer")], from: { nil })
        },
        session.isInTransaction ? nil : .connection,
      ]
    }
    #expect(lost == [DatabaseError.Kind?](repeating: .connection, count: 8))
    try await server.restart()
    await connection.reset()
    let count = try await connection.run { session in
      try session.query("select count(*) from t").rows
    }
    #expect(count == [[.integer(0)]])
  }

  @Test func inTheMiddleOfAStream() async throws {
    let server = try await ThrowawayPostgres()
    let connection = Connection(
      to: PostgresWarehouse(PostgresSettings(server.address)))
    let streaming = Task {
      try await connection.run { session in
        try session.stream(
          "select pg_sleep(0.01), g from generate_series(1, 100000) g", batchSize: 1
        ) { _ in }
      }
    }
    try await Task.sleep(for: .milliseconds(300))
    try await server.stop()
    let error = await #expect(throws: DatabaseError.self) { try await streaming.value }
    #expect(error?.kind == .connection)
    #expect(error?.message.contains("127.0.0.1:\(server.address.port)") == true)
  }

  @Test func inTheMiddleOfAnAppend() async throws {
    let server = try await ThrowawayPostgres()
    let connection = Connection(
      to: PostgresWarehouse(PostgresSettings(server.address)))
    let batch = ColumnBatch(
      names: ["x"], columns: [ColumnVector(.integers(Array(0..<1000)))], rowCount: 1000)
    try await connection.run { _ = try $0.execute("create table t (x bigint)") }
    let appending = Task {
      try await connection.run { session in
        try session.append(
          to: Relation(schema: "public", identifier: "t"),
          columns: [ColumnDescription(name: "x", type: "bigint")], from: { batch })
      }
    }
    try await Task.sleep(for: .milliseconds(300))
    try await server.stop()
    let error = await #expect(throws: DatabaseError.self) { try await appending.value }
    #expect(error?.kind == .connection)
  }
}
