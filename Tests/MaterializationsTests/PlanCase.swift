import Materializations
import Warehouse
import WarehousePostgres
import WarehouseSQLite

/// A plan with a name, for the goldens.
struct PlanCase: Sendable, CustomStringConvertible {
  let name: String
  var facts = ModelFacts(orders, .query("select id, day, amount\nfrom raw.orders -- all of them"))
  var materialization = Materialization.table
  var state = TargetState()
  var isFullRefresh = false
  var answers: @Sendable (Question) -> Answer = { _ in Answer(columns: columns) }

  var description: String { name }

  func text(_ dialect: any Dialect) throws -> String {
    try materialization.steps(
      for: facts, on: state, dialect: dialect, isFullRefresh: isFullRefresh
    ).text(for: dialect, answers: answers) + "\n"
  }

  static let orders = Relation(schema: "marts", identifier: "orders")
  static let columns = [
    ColumnDescription(name: "id", type: "integer"), ColumnDescription(name: "day", type: "date"),
    ColumnDescription(name: "amount", type: "double precision"),
  ]
  static let appended = RowSource.appended(columns)

  static let dialects: [any Dialect] = [
    PostgresDialect(), SQLiteWarehouse(SQLiteSettings(mainFile: "/data/main.db")).dialect,
  ]

  /// With everything that can be configured.
  static let dressed = ModelFacts(
    orders, .query("select 1 as id", header: "set x = 1;"),
    hooks: Hooks(
      before: [Hook("vacuum", isInTransaction: false), Hook("insert into log values ('before')")],
      after: [Hook("insert into log values ('after')"), Hook("analyze", isInTransaction: false)]),
    isAudited: true,
    tableOptions: TableOptions(
      isUnlogged: true,
      indexes: [
        TableIndex(columns: ["id"], isUnique: true),
        TableIndex(columns: ["day", "we\"ird"], method: "btree"),
      ]),
    grants: ["select": ["reporter", "public"], "insert": []],
    comments: Comments(relation: "It's orders", columns: [ColumnComment("id", "the 'key'")]))

  static let leftovers = [ExistingRelation(orders.named("orders__dbt_tmp"), .view)]
}
