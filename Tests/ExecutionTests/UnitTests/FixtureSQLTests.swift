import Diagnostics
import PlainData
import Testing
import Warehouse
import WarehouseSQLite

@testable import Execution

@Suite struct FixtureSQLTests {
  private let fixture = FixtureSQL(
    columns: [
      ColumnDescription(name: "Id", type: "integer"),
      ColumnDescription(name: "name", type: "character varying(3)"),
    ], name: "'orders'", dialect: SQLiteWarehouse(SQLiteSettings(mainFile: "main.db")).dialect)

  @Test func castsEveryValueToItsColumn() throws {
    let sql = try fixture.query(of: [["ID": 1, "name": "O'Hara"], ["name": .null]])
    #expect(
      sql == """
        select cast(1 as integer) as "Id", cast('O''Hara' as character varying) as "name"
        union all
        select cast(null as integer) as "Id", cast(null as character varying(3)) as "name"
        """)
  }

  @Test func noRowsAreAnEmptyQuery() throws {
    #expect(
      try fixture.query(of: [], naming: ["id"])
        == "select cast(null as integer) as \"Id\"\nlimit 0")
  }

  @Test func refusesColumnsThatAreNotThere() {
    let error = #expect(throws: Diagnostic.self) { try fixture.query(of: [["nam": 1]]) }
    #expect(
      error?.message
        == "Invalid column name: 'nam' in unit test fixture for 'orders'.\nAccepted columns for 'orders' are: ['id', 'name']"
    )
    #expect(error?.help == ["did you mean `name`?"])
  }
}

@Suite struct UnitTestDiffTests {
  private let names = ["id", "amount"]

  @Test func rowsMayComeInAnyOrder() {
    #expect(
      UnitTestDiff(
        names, expected: [[.integer(1), .null], [.integer(2), .null]],
        actual: [[.integer(2), .null], [.integer(1), .null]]) == nil)
  }

  @Test func countsRowsThatAreTheSame() {
    let row: [SQLValue] = [.integer(1), .null]
    #expect(UnitTestDiff(names, expected: [row], actual: [row, row]) != nil)
  }

  @Test func showsWhatChangedWhatIsNewAndWhatIsMissing() {
    let diff = UnitTestDiff(
      names,
      expected: [
        [.integer(1), .integer(2)], [.integer(7), .decimal("8.50")], [.integer(5), .null],
      ],
      actual: [[.integer(1), .integer(5)], [.integer(3), .text("4")], [.integer(5), .null]])
    #expect(
      diff?.text == """
        @@ ,id,amount
        →  ,1 ,2→5   \("")
        +++,3 ,4     \("")
        ---,7 ,8.50  \("")
        """)
  }
}
