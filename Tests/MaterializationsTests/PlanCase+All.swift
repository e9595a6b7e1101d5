import Materializations
import Warehouse

extension PlanCase {
  static let all: [PlanCase] = views + tables + incrementals + seeds + others

  private static let views: [PlanCase] = [
    PlanCase(name: "view-new", materialization: .view),
    PlanCase(name: "view-over-view", materialization: .view, state: TargetState(kind: .view)),
    PlanCase(name: "view-over-table", materialization: .view, state: TargetState(kind: .table)),
    PlanCase(
      name: "view-dressed-over-view", facts: dressed, materialization: .view,
      state: TargetState(kind: .view, leftovers: leftovers)),
    PlanCase(
      name: "view-audited-over-view", facts: audited, materialization: .view,
      state: TargetState(kind: .view)),
  ]

  private static var audited: ModelFacts {
    var facts = dressed
    facts.rows = .query("select 1 as id")
    return facts
  }

  private static let tables: [PlanCase] = [
    PlanCase(name: "table-new"),
    PlanCase(name: "table-over-table", state: TargetState(kind: .table)),
    PlanCase(
      name: "table-under-views", state: TargetState(kind: .table),
      answers: { question in
        guard case .rows = question else { return Answer(columns: columns) }
        return Answer(rows: [
          [.text("marts.a"), .text("create view marts.a as select 'it''s' from marts.orders")],
          [.text("\"o'dd\""), .text("create view \"o'dd\" as select 1 from marts.a")],
        ])
      }),
    PlanCase(
      name: "table-that-reads-itself",
      facts: ModelFacts(orders, .query("select * from marts.Orders where id > 1")),
      state: TargetState(kind: .table)),
    PlanCase(name: "table-over-view", state: TargetState(kind: .view)),
    PlanCase(
      name: "table-dressed-over-table", facts: dressed,
      state: TargetState(kind: .table, leftovers: leftovers)),
    PlanCase(
      name: "table-of-swift-model", facts: ModelFacts(orders, appended),
      state: TargetState(kind: .table)),
    PlanCase(
      name: "table-with-contract", facts: contracted, state: TargetState(kind: .table),
      answers: { _ in
        Answer(columns: [
          ColumnDescription(name: "id", type: "integer"),
          ColumnDescription(name: "amount", type: "double precision"),
        ])
      }),
  ]

  private static let contracted = ModelFacts(
    orders, .query("select id, amount from raw.orders"),
    tableOptions: TableOptions(
      contract: Contract(
        columns: [
          ContractColumn(
            name: "id", type: "integer",
            constraints: [
              Constraint(.notNull), Constraint(.primaryKey, name: "orders_key"),
              Constraint(
                .foreignKey(to: "\"marts\".\"keys\"", columns: ["id"])),
            ]),
          ContractColumn(
            name: "amount", type: "double precision",
            constraints: [Constraint(.check("amount > 0"), name: "positive")]),
        ],
        constraints: [
          Constraint(.unique, columns: ["id", "amount"]),
          Constraint(.notNull, columns: ["amount"]),
          Constraint(.foreignKeyExpression("marts.keys (id)"), columns: ["id"]),
          Constraint(.custom("exclude using gist (id with =)")),
        ])))

  private static func incremental(
    _ name: String, _ options: IncrementalOptions, kind: RelationKind? = .table,
    isFullRefresh: Bool = false, facts: ModelFacts? = nil
  ) -> PlanCase {
    var plan = PlanCase(
      name: "incremental-" + name, materialization: .incremental(options),
      state: TargetState(kind: kind), isFullRefresh: isFullRefresh)
    if let facts { plan.facts = facts }
    return plan
  }

  /// The table has `old` columns, the query the usual ones.
  private static func changed(_ policy: OnSchemaChange, _ name: String) -> PlanCase {
    var plan = incremental(name, IncrementalOptions(onSchemaChange: policy))
    plan.answers = { question in
      guard case .describe(let sql) = question, sql.parts.contains(.relation(orders)) else {
        return Answer(columns: columns)
      }
      return Answer(columns: [
        ColumnDescription(name: "gone", type: "text"),
        ColumnDescription(name: "day", type: "text"),
        ColumnDescription(name: "id", type: "integer"),
      ])
    }
    return plan
  }

  private static let incrementals: [PlanCase] = [
    incremental("new", IncrementalOptions(), kind: nil),
    incremental("append", IncrementalOptions()),
    incremental("append-swift-model", IncrementalOptions(), facts: ModelFacts(orders, appended)),
    incremental("delete-insert", IncrementalOptions(uniqueKey: ["id"])),
    incremental(
      "delete-insert-keys",
      IncrementalOptions(
        uniqueKey: ["id", "date(day)"], predicates: ["DBT_INTERNAL_DEST.day > '2024-01-01'"])),
    incremental("merge", IncrementalOptions(strategy: .merge, uniqueKey: ["id"])),
    incremental("merge-without-key", IncrementalOptions(strategy: .merge)),
    incremental(
      "merge-update-columns",
      IncrementalOptions(
        strategy: .merge, uniqueKey: ["id", "day"], predicates: ["DBT_INTERNAL_DEST.id > 7"],
        mergeUpdateColumns: ["amount"])),
    incremental(
      "merge-exclude-columns",
      IncrementalOptions(strategy: .merge, uniqueKey: ["id"], mergeExcludeColumns: ["id", "day"])),
    incremental("custom", IncrementalOptions(strategy: .custom("insert_only"))),
    incremental("over-view", IncrementalOptions(), kind: .view),
    incremental("full-refresh", IncrementalOptions(), isFullRefresh: true),
    incremental("dressed", IncrementalOptions(), facts: dressed),
    changed(.appendNewColumns, "append-new-columns"),
    changed(.syncAllColumns, "sync-all-columns"),
  ]

  private static let seeds: [PlanCase] = [
    PlanCase(name: "seed-new", facts: ModelFacts(orders, appended), materialization: .seed),
    PlanCase(
      name: "seed-over-table", facts: ModelFacts(orders, appended), materialization: .seed,
      state: TargetState(kind: .table)),
    PlanCase(
      name: "seed-over-table-with-other-columns", facts: ModelFacts(orders, appended),
      materialization: .seed, state: TargetState(kind: .table),
      answers: { _ in Answer(columns: [ColumnDescription(name: "id", type: "integer")]) }),
    PlanCase(
      name: "seed-full-refresh", facts: ModelFacts(orders, appended), materialization: .seed,
      state: TargetState(kind: .table), isFullRefresh: true),
  ]

  private static let others: [PlanCase] = [
    PlanCase(name: "ephemeral", materialization: .ephemeral)
  ]
}
