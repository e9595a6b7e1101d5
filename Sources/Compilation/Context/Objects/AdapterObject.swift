import Diagnostics
import Jinja
import Warehouse

/// `adapter`: what dbt's adapters offer to templates.
///
/// While the project is parsed there is no warehouse; questions then get dbt's inert answers.
final class AdapterObject: Object {
  private let context: NodeContext

  init(_ context: NodeContext) {
    self.context = context
  }

  var typeName: String { "adapter" }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "dispatch": return try dispatch(call)
    case "type": return .string(context.scope.dialect.name)
    case "quote": return try quote(call)
    case "quote_as_configured": return try quote(call)
    default: break
    }
    guard let question = AdapterQuestion(rawValue: name) else {
      throw Diagnostic(
        code: "unknown-adapter-method", "`adapter` has no method `\(name)`",
        help: NearMiss.help(for: name, among: Self.methodNames))
    }
    guard let access = context.access else { return question.inertAnswer }
    return try answer(question, call, access)
  }

  private static let methodNames =
    ["dispatch", "type", "quote", "quote_as_configured"]
    + AdapterQuestion.allCases.map(\.rawValue)

  /// Finds `<adapter>__name`, then `default__name`, in the packages of the search order.
  private func dispatch(_ call: Call) throws -> Value {
    var arguments = call.binder("dispatch")
    let name = try arguments.string("macro_name")
    let namespace = try arguments.optionalString("macro_namespace")
    try arguments.finish()
    guard let macro = context.dispatch(name, namespace: namespace) else {
      throw Diagnostic(
        code: "dispatch-not-found",
        "no macro `\(context.scope.dialect.name)__\(name)` or `default__\(name)` to dispatch to",
        at: call.span,
        help: NearMiss.help(for: "default__\(name)", among: context.macroNames))
    }
    return macro
  }

  private func quote(_ call: Call) throws -> Value {
    var arguments = call.binder("quote")
    return .string(context.scope.dialect.quote(try arguments.string("identifier")))
  }

  private func answer(_ question: AdapterQuestion, _ call: Call, _ access: WarehouseAccess) throws
    -> Value
  {
    switch question {
    case .getRelation, .alreadyExists: try relation(question, call, access)
    case .listRelations: try listRelations(call, access)
    case .getColumns, .getMissingColumns: try columns(question, call, access)
    case .checkSchemaExists, .createSchema, .dropSchema: try schema(question, call, access)
    case .dropRelation, .truncateRelation, .renameRelation:
      try change(question, call, access)
    case .execute, .addQuery: try execute(call, access)
    case .expandTargetColumnTypes, .commit, .cacheAdded, .cacheDropped, .cacheRenamed: .none
    }
  }

  private func relation(_ question: AdapterQuestion, _ call: Call, _ access: WarehouseAccess)
    throws -> Value
  {
    var arguments = call.binder(question.rawValue)
    if question == .getRelation { _ = try arguments.optional("database") }
    let schema = try arguments.string("schema")
    let identifier = try arguments.string("identifier")
    let wanted = Relation(schema: schema, identifier: identifier)
    let found = try access.relations.find(wanted, with: access.session)
    if question == .alreadyExists { return .bool(found != nil) }
    return found.map { .object(context.relationObject($0)) } ?? Value.none
  }

  private func listRelations(_ call: Call, _ access: WarehouseAccess) throws -> Value {
    var arguments = call.binder("list_relations")
    _ = try arguments.optional("database")
    let schema = try arguments.string("schema")
    let found = try access.relations.relations(inSchema: schema, with: access.session)
    return .list(found.map { .object(context.relationObject($0)) })
  }

  private func columns(_ question: AdapterQuestion, _ call: Call, _ access: WarehouseAccess) throws
    -> Value
  {
    var arguments = call.binder(question.rawValue)
    let first = try access.session.columns(of: arguments.relation("from_relation"))
    guard question == .getMissingColumns else { return context.columnList(first) }
    let second = try access.session.columns(of: arguments.relation("to_relation"))
    let known = Set(second.map { $0.name.lowercased() })
    return context.columnList(first.filter { !known.contains($0.name.lowercased()) })
  }

  private func schema(_ question: AdapterQuestion, _ call: Call, _ access: WarehouseAccess) throws
    -> Value
  {
    var arguments = call.binder(question.rawValue)
    if question == .checkSchemaExists {
      _ = try arguments.optional("database")
      let name = try arguments.string("schema")
      return .bool(try !access.session.relations(inSchema: name).isEmpty)
    }
    let name = try arguments.relation("relation").schema
    if question == .createSchema {
      try access.session.createSchema(name)
    } else {
      let quoted = context.scope.dialect.quote(name)
      try access.session.execute("drop schema if exists \(quoted) cascade")
    }
    access.relations.forget(schema: name)
    return .none
  }

  private func change(_ question: AdapterQuestion, _ call: Call, _ access: WarehouseAccess) throws
    -> Value
  {
    var arguments = call.binder(question.rawValue)
    let dialect = context.scope.dialect
    let relation = try arguments.relation(
      question == .renameRelation ? "from_relation" : "relation")
    let name = dialect.render(relation)
    switch question {
    case .truncateRelation:
      let truncate = dialect.features.contains(.truncate) ? "truncate table" : "delete from"
      try access.session.execute("\(truncate) \(name)")
    case .renameRelation:
      let target = try arguments.relation("to_relation")
      try access.session.execute(
        "alter table \(name) rename to \(dialect.quote(target.identifier))")
      access.relations.forget(schema: target.schema)
    default: try drop(relation, access)
    }
    access.relations.forget(schema: relation.schema)
    return .none
  }

  private func drop(_ relation: Relation, _ access: WarehouseAccess) throws {
    guard let existing = try access.relations.find(relation, with: access.session) else { return }
    let dialect = context.scope.dialect
    let cascade = dialect.features.contains(.cascade) ? " cascade" : ""
    let kind = existing.kind.rawValue.split(separator: "_").joined(separator: " ")
    try access.session.execute("drop \(kind) if exists \(dialect.render(relation))\(cascade)")
  }

  /// `adapter.execute(sql, fetch=true)` returns (response, table).
  private func execute(_ call: Call, _ access: WarehouseAccess) throws -> Value {
    var arguments = call.binder("execute")
    let sql = try arguments.string("sql")
    _ = try arguments.optional("auto_begin")
    let fetches = try arguments.bool("fetch", default: false)
    if fetches {
      let table = try access.session.query(sql)
      return .tuple([.string("SELECT \(table.rows.count)"), .object(TableObject(table))])
    }
    let result = try access.session.execute(sql)
    return .tuple([.string(result.message), .object(TableObject(ResultTable()))])
  }
}

/// The methods of `adapter` that need a warehouse.
private enum AdapterQuestion: String, CaseIterable {
  case getRelation = "get_relation"
  case alreadyExists = "already_exists"
  case listRelations = "list_relations"
  case getColumns = "get_columns_in_relation"
  case getMissingColumns = "get_missing_columns"
  case checkSchemaExists = "check_schema_exists"
  case createSchema = "create_schema"
  case dropSchema = "drop_schema"
  case dropRelation = "drop_relation"
  case truncateRelation = "truncate_relation"
  case renameRelation = "rename_relation"
  case execute
  case addQuery = "add_query"
  case expandTargetColumnTypes = "expand_target_column_types"
  case commit
  case cacheAdded = "cache_added"
  case cacheDropped = "cache_dropped"
  case cacheRenamed = "cache_renamed"

  /// What dbt answers while the project is parsed.
  var inertAnswer: Value {
    switch self {
    case .listRelations, .getColumns, .getMissingColumns: .list([])
    case .alreadyExists, .checkSchemaExists: .bool(false)
    case .execute, .addQuery: .tuple([.string(""), .object(TableObject(ResultTable()))])
    default: .none
    }
  }
}

extension ArgumentBinder {
  /// An argument that is a relation.
  fileprivate mutating func relation(_ name: String) throws -> Relation {
    let value = try required(name)
    guard let object = value.object as? RelationObject else {
      throw Diagnostic(
        code: "type-error", "`\(name)` must be a relation, not `\(value.typeName)`")
    }
    return object.relation
  }
}
