import Synchronization
import TestSupport
import Testing
import Warehouse

@testable import WarehouseSQLite

/// Sessions that work while others make and drop relations.
@Suite struct ChangingSchemaTests {
  private let folder: TemporaryFolder
  private let settings: SQLiteSettings

  init() throws {
    folder = try TemporaryFolder()
    settings = SQLiteSettings(mainFile: folder.path("main.db"))
  }

  /// Two connections that are not lent to anyone.
  private func connections() throws -> (SQLiteConnection, SQLiteConnection) {
    let (layout, turn) = (SchemaLayout(settings), WriteTurn())
    return (
      try SQLiteConnection(settings, layout, turn), try SQLiteConnection(settings, layout, turn)
    )
  }

  /// Parsing this schema takes fifty times as long as making a view: without a transaction around it, SQLite
  /// tries fifty times in vain and says `database schema has changed`.
  @Test func readingKeepsUpWithASessionThatMakesRelations() async throws {
    let warehouse = SQLiteWarehouse(settings)
    try Self.makeViews(3000, with: try warehouse.connect())
    let end = Flag()
    try await withThrowingTaskGroup { group in
      // A second warehouse on the file, like another process: it shares no connection.
      let writer = SQLiteWarehouse(settings)
      group.addTask {
        try await Connection(to: writer).run { session in
          while !end.isUp.load(ordering: .relaxed) {
            try session.execute("create view passing as select 1 as x")
            try session.execute("drop view passing")
          }
        }
      }
      defer { end.isUp.store(true, ordering: .relaxed) }
      try await Connection(to: warehouse).run { session in
        for _ in 0..<5 {
          #expect(try session.query("select x from view_7").rows == [[.integer(7)]])
          #expect(try session.query("select x from view_8", [], limit: 0).columns.count == 1)
          try session.stream("select x from view_9", batchSize: 1) { #expect($0.rowCount == 1) }
          #expect(try session.relations(inSchema: "main").count >= 3000)
        }
      }
    }
  }

  /// SQLite quotes the schema that it does not know as the statement does.
  @Test(arguments: ["later", "\"later\"", "`later`", "\"La\"\"ter\""])
  func aSchemaThatAnotherSessionHasMadeIsThere(written: String) throws {
    let (one, other) = try connections()
    let name = written.contains("La") ? "La\"ter" : "later"
    try one.createSchema(name)
    try other.execute("create table \(written).t (x)")
    #expect(try one.relations(inSchema: name).map(\.relation.identifier) == ["t"])
    try other.execute("begin immediate")
    try other.execute("insert into \(written).t values (1)")
    try other.execute("commit")
    #expect(try one.query("select * from \(written).t").rows == [[.integer(1)]])
  }

  @Test func aNameThatAnotherSessionHasFreedIsFree() throws {
    let (one, other) = try connections()
    try one.execute("create table t (x)")
    #expect(try other.query("select * from t").rows.isEmpty)
    try one.execute("drop table t")
    try other.execute("create table t (x, y)")
    #expect(try one.columns(of: Relation(schema: "main", identifier: "t")).count == 2)
    let error = #expect(throws: DatabaseError.self) { try one.execute("create table t (z)") }
    #expect(error?.message == "table t already exists")
  }

  @Test func nothingIsLeftOpenAfterAReadingStatement() throws {
    let (one, _) = try connections()
    #expect(throws: DatabaseError.self) { try one.query("select nope") }
    #expect(throws: DatabaseError.self) { try one.query("select abs(-9223372036854775808)") }
    #expect(try one.query("select 1 union select 2", [], limit: 1).rows == [[.integer(1)]])
    #expect(throws: Stop.self) {
      try one.stream("select 1 union select 2", batchSize: 1) { _ in throw Stop() }
    }
    #expect(!one.isInTransaction)
    try one.transaction { try one.execute("create table t (x)") }
  }

  /// What seeds and tables of a run do at once, on a new file and on one with the same tables.
  @Test func sessionsLoadAndReplaceTablesAtOnce() async throws {
    for round in 0..<2 {
      let warehouse = SQLiteWarehouse(settings)
      try await withThrowingTaskGroup { group in
        for number in 0..<6 {
          group.addTask {
            try await Connection(to: warehouse).run { session in
              for step in 0..<10 { try Self.replace("t_\(number)_\(step)", round, in: session) }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try warehouse.connect().relations(inSchema: "main").count == 120)
    }
  }

  private static func replace(_ name: String, _ round: Int, in session: any Session) throws {
    let relation = Relation(schema: "main", identifier: name)
    let exists = try session.relations(inSchema: "main").contains { $0.relation == relation }
    #expect(exists == (round > 0))
    let batch = ColumnBatch(
      names: ["x"], columns: [ColumnVector([.integer(1), .integer(2), .null], as: .integer)],
      rowCount: 3)
    var batches = [batch]
    try session.transaction {
      if exists { try session.execute("drop view \(name)_v; drop table \(name)") }
      try session.execute("create table \(name) (x integer)")
      _ = try session.append(
        to: relation, columns: [ColumnDescription(name: "x", type: "integer")]
      ) { batches.popLast() }
      try session.execute("create view \(name)_v as select count(x) as n from \(name)")
    }
    #expect(try session.query("select n from \(name)_v").rows == [[.integer(2)]])
  }

  private static func makeViews(_ count: Int, with session: any Session) throws {
    try session.transaction {
      for number in 0..<count {
        try session.execute(
          "create view view_\(number) as select \(number) as x, 'some text to be parsed' as y")
      }
    }
  }

  private struct Stop: Error {}

  private final class Flag: Sendable {
    let isUp = Atomic(false)
  }
}
