import Diagnostics
import Jinja
import Warehouse

extension AdapterMethod {
  static let schemas: [String: AdapterMethod] = [
    "check_schema_exists": .warehouse(else: .no, checkSchemaExists),
    "create_schema": .warehouse(else: .none, createSchema),
    "drop_schema": .warehouse(else: .none, dropSchema),
    "verify_database": .always(verifyDatabase),
  ]

  private static func checkSchemaExists(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("check_schema_exists")
    _ = try arguments.optional("database")
    let name = try arguments.string("schema")
    if context.scope.dialect.name == "sqlite" {
      return .bool(try !access.session.relations(inSchema: name).isEmpty)
    }
    let found = try access.session.query(
      "select count(*) from information_schema.schemata where lower(schema_name) = lower($1)",
      [.text(name)], limit: nil)
    return .bool(found.rows.first?.first == .integer(1))
  }

  private static func createSchema(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("create_schema")
    let relation = try arguments.relation("relation")
    try context.change(by: "create_schema", [relation], call) {
      try access.session.createSchema(relation.relation.schema)
    }
    return .none
  }

  private static func dropSchema(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("drop_schema")
    let relation = try arguments.relation("relation")
    let schema = relation.relation.schema
    try context.change(by: "drop_schema", [relation], call) {
      if context.scope.dialect.features.contains(.cascade) {
        let name = context.scope.dialect.quote(schema)
        try access.session.execute("drop schema if exists \(name) cascade")
      } else {
        try dropAll(in: schema, context, access)
      }
    }
    access.relations.forget(schema: schema)
    return .none
  }

  /// Where a schema is a file, dropping it means to empty it.
  private static func dropAll(
    in schema: String, _ context: NodeContext, _ access: WarehouseAccess
  ) throws {
    let found = try access.session.relations(inSchema: schema)
    for existing in found.sorted(by: { $0.kind == .view && $1.kind != .view }) {
      let name = context.scope.dialect.render(existing.relation)
      try access.session.execute("drop \(existing.kind.rawValue) if exists \(name)")
    }
  }

  /// PostgreSQL reaches the database of its connection only.
  private static func verifyDatabase(_ context: NodeContext, _ call: Call) throws -> Value {
    var arguments = call.binder("verify_database")
    let given = try arguments.string("database")
    let name = given.hasPrefix("\"") ? String(given.dropFirst().dropLast()) : given
    guard let own = context.databaseName, own.lowercased() != name.lowercased() else { return "" }
    throw Diagnostic(
      code: "cross-database-reference",
      "Cross-db references not allowed in \(context.scope.dialect.name) (\(name) vs \(own))",
      at: call.span)
  }
}
