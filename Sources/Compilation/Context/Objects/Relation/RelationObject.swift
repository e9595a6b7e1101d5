import Diagnostics
package import Jinja
package import PlainData
package import Warehouse

/// dbt's Relation as templates see it: prints as SQL, knows its parts.
package final class RelationObject: Object {
  package let value: RelationValue
  let dialect: any Dialect

  package init(_ value: RelationValue, dialect: any Dialect) {
    self.value = value
    self.dialect = dialect
  }

  /// The relation's name.
  package var relation: Relation { value.relation }
  /// What it is, where that is known.
  package var kind: RelationKind? { value.kind }

  package var typeName: String {
    dialect.name == "postgres" ? "PostgresRelation" : "SQLiteRelation"
  }
  package var str: String { value.printed(dialect) }
  package var repr: String { "<\(typeName) \(value.rendered(dialect))>" }
  /// Packages tell a relation from a text by `is mapping`.
  package var isMapping: Bool { true }
  package var isTrue: Bool { true }
  package var length: Int? { fields.count }

  /// Names worth suggesting for a misspelt one.
  package var memberNames: [String] {
    [
      "can_be_renamed", "can_be_replaced", "database", "identifier", "include", "include_policy",
      "incorporate", "information_schema", "is_cte", "is_function", "is_materialized_view",
      "is_table", "is_view", "matches", "name", "quote", "quote_policy", "quoted", "render",
      "replace_path", "schema", "table", "type", "without_identifier",
    ]
  }

  package func elements() throws -> [Value]? { fields.map { .string($0.0) } }

  package func attribute(_ name: String) throws -> Value? {
    switch name {
    case "database": text(value.databaseName)
    case "schema": text(value.schema)
    case "identifier", "name", "table": text(value.identifier)
    case "type": text(value.type)
    case "is_table": .bool(value.type == "table")
    case "is_view": .bool(value.type == "view")
    case "is_materialized_view": .bool(value.type == "materialized_view")
    case "is_cte": .bool(value.type == "cte")
    case "is_function": .bool(value.type == "function")
    case "is_pointer": .bool(value.type == "pointer_table")
    case "can_be_renamed": .bool(["view", "table"].contains(value.type))
    case "can_be_replaced": .bool(canBeReplaced)
    case "path": path
    case "include_policy": value.included.dict
    case "quote_policy": value.quoted.dict
    case "quote_character": "\""
    case "limit": value.limit.map(Value.int) ?? Value.none
    case "require_alias": true
    case "dbt_created": false
    case "event_time_filter", "catalog": Value.none
    default: RelationClass.member(name, dialect: dialect)
    }
  }

  package func item(_ key: Value) throws -> Value? { try key.string.flatMap(attribute) }

  private func text(_ name: String?) -> Value { name.map(Value.string) ?? Value.none }

  /// SQLite can only replace what it drops first.
  private var canBeReplaced: Bool {
    dialect.features.contains(.cascade) && ["view", "table"].contains(value.type)
  }

  private var path: Value {
    .dict([
      ("database", text(value.databaseName)), ("schema", text(value.schema)),
      ("identifier", text(value.identifier)),
    ])
  }

  /// What dbt's own object is made of.
  var fields: [(String, Value)] {
    [
      ("path", path), ("type", text(value.type)), ("quote_character", "\""),
      ("include_policy", value.included.dict), ("quote_policy", value.quoted.dict),
      ("dbt_created", false), ("limit", value.limit.map(Value.int) ?? Value.none),
      ("require_alias", true),
    ]
  }

  func with(_ change: (inout RelationValue) -> Void) -> Value {
    var copy = value
    change(&copy)
    return .object(RelationObject(copy, dialect: dialect))
  }

  package func isEqual(to other: any Object) -> Bool {
    (other as? RelationObject).map { $0.value == value } ?? false
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(relation) }

  package func plain() throws -> PlainValue { .string(str) }
}

extension RelationParts {
  fileprivate var dict: Value {
    .dict([
      ("database", .bool(contains(.database))), ("schema", .bool(contains(.schema))),
      ("identifier", .bool(contains(.identifier))),
    ])
  }
}
