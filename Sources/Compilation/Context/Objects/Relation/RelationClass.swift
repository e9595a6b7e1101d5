import Diagnostics
import Jinja
import Warehouse

/// What dbt's class Relation has by itself, `api.Relation`, and every relation has through it.
enum RelationClass {
  private static let types: [String: String] = [
    "Table": "table", "View": "view", "CTE": "cte", "External": "external",
    "MaterializedView": "materialized_view", "PointerTable": "pointer_table",
    "Function": "function",
  ]

  static func member(_ name: String, dialect: any Dialect) -> Value? {
    if let type = types[name] { return .string(type) }
    guard name == "get_relation_type" else { return nil }
    return .object(NamespaceObject("RelationType", types.mapValues(Value.string)))
  }

  static func callMethod(_ name: String, _ call: Call, dialect: any Dialect) throws -> Value? {
    switch name {
    case "create": try create(call, dialect)
    case "get_relation_type": try relationType(call)
    case "add_ephemeral_prefix": try ephemeralName(call)
    case "scd_args": try historyArguments(call)
    case "get_default_quote_policy", "get_default_include_policy":
      .dict([("database", true), ("schema", true), ("identifier", true)])
    default: nil
    }
  }

  private static func create(_ call: Call, _ dialect: any Dialect) throws -> Value {
    var arguments = call.binder("Relation.create")
    let database = try arguments.optional("database")?.string
    let schema = try arguments.optional("schema")?.string
    let identifier = try arguments.optional("identifier")?.string
    let type = try arguments.optional("type")?.string
    if let type, !types.values.contains(type) {
      throw Diagnostic(
        code: "relation-type", "no relation has the type `\(type)`",
        at: call.span, help: NearMiss.help(for: type, among: types.values.sorted()))
    }
    let quoting = try arguments.keywordOnly("quote_policy")?.dict
    let limit = try arguments.keywordOnly("limit")?.int
    _ = arguments.restKeywords()
    var value = RelationValue(
      Relation(
        database: dialect.spellsDatabases ? database : nil, schema: schema ?? "",
        identifier: identifier ?? ""), databaseName: database, type: type)
    value.limit = limit
    let parts: [(String, RelationParts)] = [
      ("database", .database), ("schema", .schema), ("identifier", .identifier),
    ]
    for (name, part) in parts where quoting?[name].map({ !$0.isTrue }) ?? false {
      value.quoted.remove(part)
    }
    try value.checkLength(dialect)
    return .object(RelationObject(value, dialect: dialect))
  }

  private static func relationType(_ call: Call) throws -> Value {
    var arguments = call.binder("get_relation_type")
    return .string(try arguments.string("value"))
  }

  private static func ephemeralName(_ call: Call) throws -> Value {
    var arguments = call.binder("add_ephemeral_prefix")
    return .string("__dbt__cte__\(try arguments.string("name"))")
  }

  /// The expressions that identify a row's version: its key's columns, then when it changed.
  private static func historyArguments(_ call: Call) throws -> Value {
    var arguments = call.binder("scd_args")
    let key = try arguments.required("primary_key")
    let updatedAt = try arguments.required("updated_at")
    return .list((key.items ?? [key]) + [updatedAt])
  }
}

/// `api.Relation`.
final class RelationFactory: Object {
  private let dialect: any Dialect

  init(dialect: any Dialect) {
    self.dialect = dialect
  }

  var typeName: String { "Relation" }
  func attribute(_ name: String) throws -> Value? {
    RelationClass.member(name, dialect: dialect)
  }
  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    try RelationClass.callMethod(name, call, dialect: dialect)
  }
}

extension Dialect {
  /// Whether a relation's database stands in SQL; SQLite knows none above its schemas.
  var spellsDatabases: Bool { name != "sqlite" }
}
