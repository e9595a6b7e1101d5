import Diagnostics
import Materializations
import TestSupport
import Testing
import Warehouse
import WarehousePostgres

@Suite struct PlanTests {
  @Test(arguments: PlanCase.all)
  func plans(plan: PlanCase) throws {
    for dialect in PlanCase.dialects {
      try Golden.expect(
        plan.text(dialect),
        matches: "../Fixtures/Materializations/Plans/\(dialect.name)/\(plan.name).sql")
    }
  }

  @Test(arguments: [
    (OnSchemaChange.ignore, "incremental-column-missing"),
    (.fail, "incremental-columns-changed"),
  ])
  func forbidsChangedColumns(policy: OnSchemaChange, code: String) throws {
    var plan = PlanCase(
      name: "", materialization: .incremental(IncrementalOptions(onSchemaChange: policy)),
      state: TargetState(kind: .table))
    plan.answers = { question in
      guard case .describe(let sql) = question, sql.parts.contains(.relation(PlanCase.orders))
      else { return Answer(columns: PlanCase.columns) }
      return Answer(columns: [ColumnDescription(name: "gone", type: "text")])
    }
    let error = #expect(throws: Diagnostic.self) { try plan.text(PostgresDialect()) }
    try Golden.expect(
      "\(try #require(error))\n", matches: "../Fixtures/Materializations/Diagnostics/\(code).txt")
  }

  @Test func saysHowAContractIsBroken() throws {
    let contract = Contract(columns: [
      ContractColumn(name: "id", type: "int"), ContractColumn(name: "name", type: "text"),
    ])
    let plan = PlanCase(
      name: "",
      facts: ModelFacts(
        PlanCase.orders, .query("select 1"), tableOptions: TableOptions(contract: contract)),
      answers: { question in
        guard case .describe(let sql) = question, sql.parts.contains(.body("select 1")) else {
          return Answer(columns: [
            ColumnDescription(name: "id", type: "integer"),
            ColumnDescription(name: "name", type: "text"),
          ])
        }
        return Answer(columns: [
          ColumnDescription(name: "id", type: "bigint"),
          ColumnDescription(name: "extra", type: "text"),
        ])
      })
    let error = #expect(throws: Diagnostic.self) { try plan.text(PostgresDialect()) }
    try Golden.expect(
      "\(try #require(error))\n",
      matches: "../Fixtures/Materializations/Diagnostics/contract-broken.txt")
  }

  @Test func cutsLongNamesBeforeTheDatabaseDoes() {
    let long = Relation(schema: "s", identifier: String(repeating: "ż", count: 40))
    let other = Relation(schema: "s", identifier: String(repeating: "ż", count: 39) + "y")
    let dialect = PostgresDialect()
    let names = [long, other].map { $0.aside("__dbt_tmp", dialect: dialect).identifier }
    #expect(names.allSatisfy { $0.utf8.count <= 63 && $0.hasSuffix("__dbt_tmp") })
    #expect(names[0] != names[1])
  }

  @Test func findsTheStateOfATarget() {
    let orders = PlanCase.orders
    let state = TargetState(
      of: orders,
      in: [
        ExistingRelation(orders.named("orders__dbt_tmp"), .table),
        ExistingRelation(orders.named("other"), .table), ExistingRelation(orders, .view),
        ExistingRelation(orders.named("orders__dbt_backup"), .view),
      ], dialect: PostgresDialect())
    #expect(
      state
        == TargetState(
          kind: .view,
          leftovers: [
            ExistingRelation(orders.named("orders__dbt_backup"), .view),
            ExistingRelation(orders.named("orders__dbt_tmp"), .table),
          ]))
  }

  @Test(arguments: [
    (TestFacts(sql: "select * from t where x is null"), "test-plain"),
    (
      TestFacts(
        sql: "select * from t", limit: 5, failCalculation: "sum(n)", warnIf: "> 1", errorIf: "> 9"),
      "test-configured"
    ),
    (
      TestFacts(
        sql: "select 1 as x", limit: 5,
        storedFailures: ExistingRelation(
          Relation(schema: "dbt_test__audit", identifier: "failures"), .table)),
      "test-stored"
    ),
  ])
  func plansTests(facts: TestFacts, name: String) throws {
    for dialect in PlanCase.dialects {
      let text = try facts.steps(
        on: TargetState(kind: facts.storedFailures?.kind), dialect: dialect
      )
      .text(for: dialect)
      try Golden.expect(
        text + "\n", matches: "../Fixtures/Materializations/Plans/\(dialect.name)/\(name).sql")
    }
  }
}
