import Jinja
import Warehouse

/// `api.Relation.create(…)` and `api.Column(…)`.
enum APIFunctions {
  static func api(_ context: NodeContext) -> Value {
    .object(
      NamespaceObject(
        "api",
        [
          "Relation": .object(
            NamespaceObject("Relation", ["create": createRelation(context)])),
          "Column": .object(ColumnFactory(context)),
        ]))
  }

  private static func createRelation(_ context: NodeContext) -> Value {
    let scope = context.scope
    return .function("Relation.create") { call in
      var arguments = call.binder("Relation.create")
      let database = try arguments.optionalString("database")
      let schema = try arguments.optionalString("schema")
      let identifier = try arguments.optionalString("identifier")
      let kind = try arguments.optionalString("type").flatMap(RelationKind.init)
      let relation = Relation(
        database: scope.target.database == nil ? nil : database, schema: schema ?? "",
        identifier: identifier ?? "")
      return .object(
        RelationObject(relation, kind: kind, databaseName: database, dialect: scope.dialect))
    }
  }
}

/// `api.Column`: makes columns and names types.
private final class ColumnFactory: Object {
  private let scope: ProjectScope

  init(_ context: NodeContext) {
    scope = context.scope
  }

  var typeName: String { "Column" }
  var isCallable: Bool { true }

  func call(_ call: Call) throws -> Value {
    var arguments = call.binder("Column")
    let name = try arguments.string("column")
    let type = try arguments.string("dtype")
    return .object(
      ColumnObject(ColumnDescription(name: name, type: type), dialect: scope.dialect))
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "create": return try self.call(call)
    case "translate_type":
      var arguments = call.binder("translate_type")
      let type = try arguments.string("dtype")
      return .string(
        ["string": "TEXT", "timestamp": "TIMESTAMP", "float": "FLOAT", "integer": "INT"][
          type.lowercased()] ?? type)
    case "string_type":
      var arguments = call.binder("string_type")
      return .string("character varying(\(try arguments.int("size")))")
    default: return nil
    }
  }
}
