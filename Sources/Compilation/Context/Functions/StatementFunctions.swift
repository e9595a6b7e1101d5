import Diagnostics
import Jinja
import Warehouse

/// `store_result`, `store_raw_result`, `load_result`: results by name, for the macro `statement`.
enum StatementFunctions {
  static let members: [String: ContextMember.Answer] = [
    "store_result": storeResult, "store_raw_result": storeRawResult, "load_result": loadResult,
  ]

  static func storeResult(_ context: NodeContext) -> Value {
    .function("store_result") { call in
      var arguments = call.binder("store_result")
      let name = try arguments.required("name").description
      let response = try arguments.required("response")
      let table = try arguments.optional("agate_table") ?? .none
      context.results[name] = .loaded(result(response, table))
      return ""
    }
  }

  static func storeRawResult(_ context: NodeContext) -> Value {
    .function("store_raw_result") { call in
      var arguments = call.binder("store_raw_result")
      let name = try arguments.required("name").description
      let message = try arguments.optional("message")?.description ?? "None"
      let code = try arguments.optional("code")
      let rows = try arguments.optional("rows_affected") ?? .none
      let table = try arguments.optional("agate_table") ?? .none
      let response = ResponseObject(
        message: message, code: code.flatMap { $0.isNone ? nil : $0.description }, rows: rows)
      context.results[name] = .loaded(result(.object(response), table))
      return ""
    }
  }

  /// A result is given once, so that large ones are not kept; `main` stays for the materialisation.
  static func loadResult(_ context: NodeContext) -> Value {
    .function("load_result") { call in
      var arguments = call.binder("load_result")
      let name = try arguments.required("name").description
      switch context.results[name] {
      case nil: return .none
      case .given?:
        throw Diagnostic(
          code: "result-loaded",
          "The 'statement' result named '\(name)' has already been loaded into a variable",
          at: call.span)
      case .loaded(let result)?:
        if name != "main" { context.results[name] = .given }
        return result
      }
    }
  }

  /// dbt's result: `response`, `data` (rows as tuples) and `table`.
  private static func result(_ response: Value, _ table: Value) -> Value {
    let table = table.isNone ? .object(TableObject.empty) : table
    let rows = (table.object as? TableObject)?.rows ?? []
    return .dict([
      ("response", response), ("data", .list(rows.map { .tuple($0) })), ("table", table),
    ])
  }
}

/// A statement's result in its context.
enum StatementResultState {
  case loaded(Value)
  /// `load_result` has given it away.
  case given
}
