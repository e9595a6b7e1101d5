package import Jinja
package import PlainData
package import Warehouse

/// dbt's Relation as templates see it: prints as SQL, knows its parts.
package final class RelationObject: Object {
  package let relation: Relation
  /// What it is, where that is known.
  package let kind: RelationKind?
  /// The database that `this.database` gives, also where SQL does not spell it.
  let databaseName: String?
  private let dialect: any Dialect
  private let rendering: Rendering

  /// How the object prints.
  enum Rendering {
    case relation
    /// An ephemeral model: the name of its common table expression.
    case name(String)
    /// `(select * from x where false limit 0)` and the like.
    case text(String)
    /// Only some of its parts: `include(database=false)`.
    case parts(database: Bool, schema: Bool, identifier: Bool)
  }

  init(
    _ relation: Relation, kind: RelationKind? = nil, databaseName: String? = nil,
    dialect: any Dialect, rendering: Rendering = .relation
  ) {
    self.relation = relation
    self.kind = kind
    self.databaseName = databaseName ?? relation.database
    self.dialect = dialect
    self.rendering = rendering
  }

  package var typeName: String { "Relation" }

  package var str: String {
    switch rendering {
    case .relation: dialect.render(relation)
    case .name(let name): name
    case .text(let text): text
    case .parts(let database, let schema, let identifier):
      [
        database ? relation.database : nil, schema ? relation.schema : nil,
        identifier ? relation.identifier : nil,
      ].compactMap(\.self).map(dialect.quote).joined(separator: ".")
    }
  }

  package var repr: String { "<Relation \(str)>" }

  package func attribute(_ name: String) throws -> Value? {
    switch name {
    case "database": databaseName.map(Value.string) ?? Value.none
    case "schema": .string(relation.schema)
    case "identifier", "name", "table": .string(relation.identifier)
    case "type": kind.map { .string($0.rawValue) } ?? Value.none
    case "is_table": .bool(kind == .table)
    case "is_view": .bool(kind == .view)
    case "is_materialized_view": .bool(kind == .materializedView)
    case "is_cte": .bool(isExpression)
    case "quote_character": "\""
    default: nil
    }
  }

  private var isExpression: Bool { if case .name = rendering { true } else { false } }

  package func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "render": .string(str)
    case "include": try including(call)
    case "quote": .object(self)
    case "incorporate": try incorporating(call)
    case "replace_path": try replacingPath(call)
    case "without_identifier":
      .object(with(.parts(database: true, schema: true, identifier: false)))
    case "matches": try matches(call)
    case "get": try get(call)
    default: nil
    }
  }

  private func with(_ rendering: Rendering) -> RelationObject {
    RelationObject(
      relation, kind: kind, databaseName: databaseName, dialect: dialect, rendering: rendering)
  }

  private func replacing(_ relation: Relation, kind: RelationKind?) -> Value {
    .object(
      RelationObject(
        relation, kind: kind, databaseName: relation.database ?? databaseName, dialect: dialect))
  }

  private func including(_ call: Call) throws -> Value {
    var arguments = call.binder("include")
    let database = try arguments.bool("database", default: true)
    let schema = try arguments.bool("schema", default: true)
    let identifier = try arguments.bool("identifier", default: true)
    return .object(with(.parts(database: database, schema: schema, identifier: identifier)))
  }

  private func incorporating(_ call: Call) throws -> Value {
    var arguments = call.binder("incorporate")
    let path = try arguments.keywordOnly("path")?.dict
    let type = try arguments.keywordOnly("type")?.string.flatMap(RelationKind.init)
    var changed = relation
    if let schema = path?["schema"]?.string { changed.schema = schema }
    if let database = path?["database"]?.string { changed.database = database }
    if let identifier = path?["identifier"]?.string { changed.identifier = identifier }
    return replacing(changed, kind: type ?? kind)
  }

  private func replacingPath(_ call: Call) throws -> Value {
    var arguments = call.binder("replace_path")
    var changed = relation
    if let database = try arguments.keywordOnly("database")?.string { changed.database = database }
    if let schema = try arguments.keywordOnly("schema")?.string { changed.schema = schema }
    if let identifier = try arguments.keywordOnly("identifier")?.string {
      changed.identifier = identifier
    }
    return replacing(changed, kind: kind)
  }

  private func matches(_ call: Call) throws -> Value {
    var arguments = call.binder("matches")
    let database = try arguments.optionalString("database")
    let schema = try arguments.optionalString("schema")
    let identifier = try arguments.optionalString("identifier")
    let pairs = [
      (database, databaseName), (schema, relation.schema), (identifier, relation.identifier),
    ]
    return .bool(pairs.allSatisfy { $0.0 == nil || $0.0 == $0.1 })
  }

  private func get(_ call: Call) throws -> Value {
    var arguments = call.binder("get")
    let key = try arguments.string("key")
    let fallback = try arguments.optional("default") ?? Value.none
    return try attribute(key) ?? fallback
  }

  package func isEqual(to other: any Object) -> Bool {
    (other as? RelationObject).map { $0.relation == relation && $0.str == str } ?? false
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(relation) }

  package func plain() throws -> PlainValue { .string(str) }
}
