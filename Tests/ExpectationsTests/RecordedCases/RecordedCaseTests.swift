import Diagnostics
import Expectations
import PlainData
import TestSupport
import Testing
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// Great Expectations' verdicts and numbers, recorded by `Tests/Fixtures/expectations/record.py`.
struct RecordedCaseTests {
  @Test(arguments: RecordedFamily.all)
  func agreesOnSQLite(family: RecordedFamily) throws {
    let session = try SQLiteWarehouse(SQLiteSettings(mainFile: SQLiteSettings.inMemory)).connect()
    try RecordedTables.create(on: session, schema: "main")
    try compare(family, on: session, schema: "main", database: "sqlite")
  }

  @Test(.requiresPostgres, arguments: RecordedFamily.all)
  func agreesOnPostgres(family: RecordedFamily) throws {
    let address = try TestPostgres.settings
    let session = try PostgresWarehouse(
      PostgresSettings(
        host: address.host, port: address.port, user: address.user, password: address.password,
        database: address.database, schema: "public")
    ).connect()
    let schema = TestPostgres.uniqueSchema("recorded")
    try session.createSchema(schema)
    try RecordedTables.create(on: session, schema: schema)
    try compare(family, on: session, schema: schema, database: "postgres")
    try session.execute("DROP SCHEMA \"\(schema)\" CASCADE")
  }

  private func compare(
    _ family: RecordedFamily, on session: any Session, schema: String, database: String
  ) throws {
    let known = try KnownDifferences(database: database)
    var problems: [String] = []
    for recorded in try family.cases() {
      guard let outcome = recorded.outcome(on: database) else { continue }
      let relation = Relation(schema: schema, identifier: recorded.table)
      let result = try Self.result(of: recorded, on: relation, session)
      let difference = outcome.difference(from: result, recorded.format)
      if known.covers(recorded) {
        if difference == nil { problems.append("\(recorded.name)\n    agrees, but is listed") }
      } else if let difference {
        problems.append("\(recorded.name)\n    \(difference)")
      }
    }
    if problems.isEmpty { return }
    Issue.record("\(problems.count) differ:\n\(problems.joined(separator: "\n"))")
  }

  /// nil when the suite was refused.
  private static func result(
    of recorded: RecordedCase, on relation: Relation, _ session: any Session
  ) throws -> CheckResult? {
    let environment = SuiteEnvironment(
      render: { text, _ in .string(text) }, target: { _ in .found },
      file: { _, _ in recorded.importedFile })
    let (collection, problems) = SuiteReader.read([recorded.suiteFile], in: environment)
    guard !problems.hasErrors, let suite = collection.suites.first else { return nil }
    let suitePlan = plan(
      suite, on: relation, columns: try session.columns(of: relation), dialect: session.dialect)
    return run(suitePlan, on: session).checks.first
  }
}

/// Cases in which the verdict differs on purpose: `Tests/Fixtures/expectations/differences.json`.
private struct KnownDifferences {
  private let names: Set<String>

  init(database: String) throws {
    let entries = try RecordedFamily.json("differences.json").list ?? []
    names = Set(
      entries.flatMap { entry -> [String] in
        guard entry["on"]?.list?.contains(.string(database)) == true else { return [] }
        return entry["cases"]?.list?.compactMap(\.string) ?? []
      })
  }

  func covers(_ recorded: RecordedCase) -> Bool { names.contains(recorded.name) }
}
