import Materializations
import TestSupport
import Testing
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// A warehouse that plans are performed on, with a schema of its own.
enum TestWarehouse: String, CaseIterable, Sendable {
  case attachedSQLite, prefixedSQLite, postgres

  static var available: [TestWarehouse] {
    TestPostgres.address == nil ? [.attachedSQLite, .prefixedSQLite] : allCases
  }

  func with(_ body: @Sendable (Site) throws -> Void) async throws {
    let folder = try TemporaryFolder()
    let warehouse = try make(in: folder)
    let schema = TestPostgres.uniqueSchema("plans")
    try await Connection(to: warehouse).run { session in
      try session.createSchema(schema)
      defer { dropSchema(schema, session) }
      try body(Site(session: session, other: try warehouse.connect(), schema: schema))
    }
  }

  private func make(in folder: TemporaryFolder) throws -> any Warehouse {
    switch self {
    case .attachedSQLite:
      return SQLiteWarehouse(SQLiteSettings(mainFile: folder.path("main.db")))
    case .prefixedSQLite:
      return SQLiteWarehouse(
        SQLiteSettings(mainFile: folder.path("main.db"), schemaStyle: .prefix))
    case .postgres:
      let address = try TestPostgres.settings
      return PostgresWarehouse(
        PostgresSettings(
          host: address.host, port: address.port, user: address.user, password: address.password,
          database: address.database, schema: "public"))
    }
  }

  private func dropSchema(_ schema: String, _ session: any Session) {
    guard self == .postgres else { return }
    do {
      try session.execute("drop schema \(session.dialect.quote(schema)) cascade")
    } catch {
      Issue.record(error)
    }
  }
}

/// Where a test builds: a session, a second one that looks on, and a schema.
struct Site {
  let session: any Session
  let other: any Session
  let schema: String

  var dialect: any Dialect { session.dialect }

  func relation(_ name: String) -> Relation { Relation(schema: schema, identifier: name) }
  func sql(_ name: String) -> String { dialect.render(relation(name)) }

  /// Plans and performs as a run does.
  func build(
    _ facts: ModelFacts, as materialization: Materialization, isFullRefresh: Bool = false,
    with configure: (inout StepPerformer) -> Void = { _ in }
  ) throws {
    let state = TargetState(
      of: facts.relation, in: try session.relations(inSchema: schema), dialect: dialect)
    let steps = materialization.steps(
      for: facts, on: state, dialect: dialect, isFullRefresh: isFullRefresh)
    var performer = StepPerformer(session)
    configure(&performer)
    _ = try performer.perform(steps)
  }

  func build(
    _ name: String, _ sql: String, as materialization: Materialization, isFullRefresh: Bool = false
  ) throws {
    try build(
      ModelFacts(relation(name), .query(sql)), as: materialization, isFullRefresh: isFullRefresh)
  }

  /// All rows of a relation, as the session that looks on sees them.
  func rows(_ name: String, orderedBy columns: String = "1") throws -> [[SQLValue]] {
    try other.query("select * from \(sql(name)) order by \(columns)").rows
  }

  func kinds() throws -> [String: RelationKind] {
    Dictionary(
      try session.relations(inSchema: schema).map { ($0.relation.identifier, $0.kind) },
      uniquingKeysWith: { $1 })
  }
}
