import Calendars
import Diagnostics
import TestSupport
import Testing
import Warehouse
import WarehousePostgres
import WarehouseSQLite

@testable import Expectations

struct PlanningTests {
  private static let folder = Repository.path("Tests/Fixtures/expectations/plans")

  private static let columns = [
    ColumnDescription(name: "meter_id", type: "integer"),
    ColumnDescription(name: "read_at", type: "timestamp without time zone"),
    ColumnDescription(name: "kwh", type: "double precision"),
    ColumnDescription(name: "kind", type: "text"),
  ]

  @Test(arguments: Fixture.all(in: folder, withExtension: "yml"))
  func plansFusedStatements(fixture: Fixture) throws {
    let suite = try TestProject.suite(fixture.text())
    for dialect in [PostgresWarehouse(.nowhere).dialect, SQLiteWarehouse(.nowhere).dialect] {
      let plan = plan(
        suite, on: Relation(schema: "main", identifier: "stg_readings"), columns: Self.columns,
        dialect: dialect, options: Self.options)
      let problems = plan.problems.map { "\n\n" + $0.description }.joined()
      try Golden.expect(
        plan.text + problems + "\n",
        matches: fixture.path.replacingExtension(by: "\(dialect.name).sql"))
    }
  }

  private static let options = PlanOptions(
    relations: [
      .ref(name: "stg_meters", package: nil, version: nil): Relation(
        schema: "main", identifier: "stg_meters"),
      .source(name: "raw", table: "meter_readings"): Relation(
        schema: "main", identifier: "meter_readings"),
    ],
    timeZones: { _ in
      TimeZoneRules(
        firstOffset: 3600,
        changes: [
          .init(moment: 1_711_846_800, offset: 7200), .init(moment: 1_729_990_800, offset: 3600),
        ])
    })
}

extension PostgresSettings {
  /// For dialects: nothing connects to it.
  fileprivate static let nowhere = PostgresSettings(
    host: "localhost", user: "nobody", password: nil, database: "none", schema: "public")
}

extension SQLiteSettings {
  fileprivate static let nowhere = SQLiteSettings(mainFile: SQLiteSettings.inMemory)
}
