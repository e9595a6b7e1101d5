import Diagnostics
import Jinja
import Warehouse

/// `{% call statement(…) %}` and `load_result`: SQL that a template runs by itself.
enum StatementFunctions {
  static func statement(_ context: NodeContext) -> Value {
    .function("statement") { call in
      var arguments = call.binder("statement")
      let name = try arguments.optionalString("name")
      let fetches = try arguments.bool("fetch_result", default: false)
      guard let access = context.access else { return .string("") }
      guard let caller = call.keyword("caller") else {
        throw Diagnostic(
          code: "type-error",
          "`statement` is a call block: {% call statement('name') %}…{% endcall %}",
          at: call.span)
      }
      let sql = try caller.call([], state: call.state).description
      let result = try run(sql, fetches: fetches, access)
      if let name { context.results[name] = result }
      return .string("")
    }
  }

  static func loadResult(_ context: NodeContext) -> Value {
    .function("load_result") { call in
      var arguments = call.binder("load_result")
      return context.results[try arguments.string("name")] ?? Value.none
    }
  }

  /// dbt's result: `response`, `data` (rows as lists) and `table`.
  private static func run(_ sql: String, fetches: Bool, _ access: WarehouseAccess) throws -> Value {
    guard fetches else {
      let response = try access.session.execute(sql)
      return result(response.message, ResultTable())
    }
    let table = try access.session.query(sql)
    return result("SELECT \(table.rows.count)", table)
  }

  private static func result(_ response: String, _ table: ResultTable) -> Value {
    .dict([
      ("response", .string(response)),
      ("data", .list(table.rows.map { row in .list(row.map { Value(sql: $0) }) })),
      ("table", .object(TableObject(table))),
    ])
  }
}
