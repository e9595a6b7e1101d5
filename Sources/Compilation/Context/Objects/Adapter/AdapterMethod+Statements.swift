import Diagnostics
import Jinja
import Warehouse

extension AdapterMethod {
  static let statements: [String: AdapterMethod] = [
    "execute": .warehouse(else: .emptyResult, execute),
    "add_query": .warehouse(else: .emptyResult, addQuery),
    "run_sql_for_tests": .warehouse(else: .none, execute),
    "commit": .warehouse(else: .emptyText) { _, _, access in
      if access.session.isInTransaction {
        try access.willCommit()
        try access.session.perform(.commit)
      }
      return ""
    },
    "get_partitions_metadata": .warehouse(else: .none) { _, call, _ in
      throw Diagnostic(
        code: "not-implemented", "`get_partitions_metadata` is for databases with partitions",
        at: call.span)
    },
  ]

  /// `adapter.execute(sql, auto_begin=false, fetch=false, limit=none)` gives (response, table).
  private static func execute(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("execute")
    let sql = try arguments.required("sql").description
    if try arguments.bool("auto_begin", default: false) { try access.begin() }
    let fetches = try arguments.bool("fetch", default: false)
    let limit = try arguments.optionalInt("limit")
    if fetches {
      let table = try access.session.query(sql, [], limit: limit)
      let response = ResponseObject(
        message: "SELECT \(table.rows.count)", code: "SELECT", rowsAffected: table.rows.count)
      return .tuple([.object(response), .object(TableObject(table, in: context))])
    }
    let result = try access.session.execute(sql)
    let response = ResponseObject(
      message: result.message, code: result.code, rowsAffected: result.rowsAffected)
    return .tuple([.object(response), .object(TableObject.empty)])
  }

  /// `adapter.add_query(sql, bindings=[…])`: Python's placeholders become the session's.
  private static func addQuery(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("add_query")
    let sql = try arguments.required("sql").description
    if try arguments.bool("auto_begin", default: true) { try access.begin() }
    let bindings = try arguments.optional("bindings")
    _ = arguments.restKeywords()
    guard let bindings, !bindings.isNone else {
      try access.session.execute(sql)
      return .tuple([.string(""), .object(TableObject.empty)])
    }
    let values = try bindings.elements().map(SQLValue.init(template:))
    var number = 0
    let parts = Placeholders.split(sql).map { part in
      guard part == nil else { return part ?? "" }
      number += 1
      return "$\(number)"
    }
    let table = try access.session.query(parts.joined(), values, limit: nil)
    return .tuple([.string(""), .object(TableObject(table, in: context))])
  }
}

/// A statement taken apart at its placeholders, `%s` or `?`, which do not count inside of quotes.
private enum Placeholders {
  /// Texts, and nil for each placeholder.
  static func split(_ sql: String) -> [String?] {
    var parts: [String?] = []
    var text = ""
    var quote: Character?
    var rest = sql[...]
    while let character = rest.popFirst() {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == "?" || (character == "%" && rest.first == "s") {
        if character == "%" { rest.removeFirst() }
        parts += [text, nil]
        text = ""
        continue
      }
      text.append(character)
    }
    return parts + [text]
  }
}

extension SQLValue {
  /// A value of a template as a bind parameter.
  fileprivate init(template value: Value) throws {
    self =
      switch value {
      case .none, .undefined: .null
      case .bool(let flag): .boolean(flag)
      case .int(let number): .integer(Int64(number))
      case .double(let number): .double(number)
      case .object(let object) where object is DecimalValue: .decimal(value.description)
      default: .text(value.description)
      }
  }
}
