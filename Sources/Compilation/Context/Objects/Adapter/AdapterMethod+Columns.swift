import Diagnostics
import Jinja
import Warehouse

extension AdapterMethod {
  static let columns: [String: AdapterMethod] = [
    "get_columns_in_relation": .warehouse(else: .emptyList) { context, call, access in
      var arguments = call.binder("get_columns_in_relation")
      let relation = try arguments.relation("relation")
      // What a project's own macro answers is not looked at.
      return try context.replacement(of: "get_columns_in_relation")?
        .call([.object(relation)], state: call.state)
        ?? .list(columns(of: relation, context, call, access))
    },
    "get_columns_in_table": .warehouse(else: .emptyList) { context, call, access in
      var arguments = call.binder("get_columns_in_table")
      let name = Relation(
        schema: try arguments.string("schema"), identifier: try arguments.string("identifier"))
      let relation = RelationObject(RelationValue(name), dialect: context.scope.dialect)
      return .list(try columns(of: relation, context, call, access))
    },
    "get_missing_columns": .warehouse(else: .emptyList) { context, call, access in
      var arguments = call.binder("get_missing_columns")
      let from = try arguments.relation("from_relation")
      let to = try arguments.relation("to_relation")
      let known = Set(try columns(of: to, context, call, access).compactMap(\.column?.name))
      return .list(
        try columns(of: from, context, call, access).filter {
          !known.contains($0.column?.name ?? "")
        })
    },
    "expand_target_column_types": .warehouse(else: .none, expandColumnTypes),
    "get_column_schema_from_query": .warehouse(else: .emptyList, columnsOfQuery),
  ]

  /// By the macro that PostgreSQL's adapter has for it, which a project may replace.
  private static func columns(
    of relation: RelationObject, _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> [Value] {
    let dialect = context.scope.dialect
    let replacement = context.replacement(of: "get_columns_in_relation")
    let own = dialect.name == "postgres" ? context.value(for: "get_columns_in_relation") : nil
    if let macro = replacement ?? own {
      return try macro.call([.object(relation)], state: call.state).elements()
    }
    return try access.session.columns(of: relation.relation).map {
      .object(ColumnObject(describing: $0, dialect: dialect))
    }
  }

  /// Widens the texts of a table until they hold those of another.
  private static func expandColumnTypes(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("expand_target_column_types")
    let goal = try columns(
      of: arguments.relation("from_relation"), context, call, access)
    let target = try arguments.relation("to_relation")
    for column in try columns(of: target, context, call, access).compactMap(\.column) {
      guard let wanted = goal.compactMap(\.column).first(where: { $0.name == column.name }),
        column.canExpand(to: wanted), let alter = context.value(for: "alter_column_type")
      else { continue }
      _ = try alter.call(
        [.object(target), .string(column.name), .string(ColumnObject.expandedType(for: wanted))],
        state: call.state)
    }
    return .none
  }

  private static func columnsOfQuery(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("get_column_schema_from_query")
    let table = try access.session.query(try arguments.string("sql"))
    let dialect = context.scope.dialect
    return .list(
      table.columns.map { column in
        let type =
          dialect.name == "postgres" ? DriverTypeName.label(of: column.type) : column.type
        return .object(ColumnObject(column.name, type, dialect: dialect))
      })
  }
}

extension Value {
  fileprivate var column: ColumnObject? { object as? ColumnObject }
}

/// The names that PostgreSQL's Python driver has for types: what dbt compares contracts by.
enum DriverTypeName {
  private static let names: [String: String] = [
    "boolean": "BOOLEAN", "smallint": "INTEGER", "integer": "INTEGER", "bigint": "LONGINTEGER",
    "real": "FLOAT", "double precision": "FLOAT", "numeric": "DECIMAL", "text": "STRING",
    "character varying": "STRING", "character": "STRING", "name": "STRING", "\"char\"": "STRING",
    "bytea": "BINARY", "date": "DATE", "timestamp without time zone": "DATETIME",
    "timestamp with time zone": "DATETIMETZ", "time without time zone": "TIME",
    "time with time zone": "TIME", "interval": "INTERVAL", "oid": "ROWID",
  ]

  /// The same as dbt's columns have it: a text is `TEXT` there.
  static func label(of type: String) -> String {
    let name = name(of: type)
    return name == "STRING" ? "TEXT" : name
  }

  /// `STRING` of `character varying(20)`, `INTEGERARRAY` of `integer[]`; other types keep their name.
  static func name(of type: String) -> String {
    if type.hasSuffix("[]") { return name(of: String(type.dropLast(2))) + "ARRAY" }
    guard let open = type.firstIndex(of: "("), let close = type.firstIndex(of: ")") else {
      return names[type] ?? type
    }
    return names[String(type[..<open]) + type[type.index(after: close)...]] ?? type
  }
}
