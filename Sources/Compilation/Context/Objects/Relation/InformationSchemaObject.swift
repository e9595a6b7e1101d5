import Jinja
import Warehouse

/// `relation.information_schema('columns')`: prints as `"db".INFORMATION_SCHEMA.columns`.
final class InformationSchemaObject: Object {
  private let database: String?
  private let view: String?
  private let dialect: any Dialect

  init(of relation: RelationValue, view: String?, dialect: any Dialect) {
    database = relation.relation.database
    self.view = view
    self.dialect = dialect
  }

  private init(database: String?, view: String?, dialect: any Dialect) {
    self.database = database
    self.view = view
    self.dialect = dialect
  }

  var typeName: String { "InformationSchema" }
  var str: String {
    [database.map(dialect.quote), "INFORMATION_SCHEMA", view].compactMap(\.self)
      .joined(separator: ".")
  }
  var repr: String { "<InformationSchema \(str)>" }

  func attribute(_ name: String) throws -> Value? {
    switch name {
    case "database": database.map(Value.string) ?? Value.none
    case "schema": Value.none
    case "identifier", "name", "table": "INFORMATION_SCHEMA"
    case "information_schema_view": view.map(Value.string) ?? Value.none
    default: nil
    }
  }

  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "render": .string(str)
    case "replace", "incorporate":
      .object(
        InformationSchemaObject(
          database: database,
          view: call.keyword("information_schema_view").map(\.string) ?? view, dialect: dialect))
    default: nil
    }
  }
}
