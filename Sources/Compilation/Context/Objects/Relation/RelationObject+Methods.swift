import Diagnostics
package import Jinja
import Warehouse

extension RelationObject {
  package func callMethod(_ name: String, _ call: Call) throws -> Value? {
    switch name {
    case "render": .string(value.rendered(dialect))
    case "render_limited": .string(value.limited(value.rendered(dialect)))
    case "render_event_time_filtered": .string(value.filtered(value.rendered(dialect)))
    case "include", "quote": try parts(name, call)
    case "incorporate", "replace": try incorporating(name, call)
    case "replace_path": try replacingPath(call)
    case "without_identifier": withoutIdentifier
    case "information_schema": try informationSchema(call)
    case "information_schema_only":
      .object(InformationSchemaObject(of: value, view: nil, dialect: dialect))
    case "matches": .bool(try matches(call))
    case "quoted": try quoting(call)
    case "relation_max_name_length": .int(dialect.maximumIdentifierLength ?? 1 << 16)
    case "get": try get(call)
    case "to_dict": .dict(fields)
    case "keys": .list(fields.map { .string($0.0) })
    case "values": .list(fields.map(\.1))
    case "items": .list(fields.map { .tuple([.string($0.0), $0.1]) })
    case "get_function_config", "get_function_macro_name": try function(name, call)
    case "get_materialized_view_config_change_collection": try IndexChanges.between(call)
    default: try RelationClass.callMethod(name, call, dialect: dialect)
    }
  }

  /// `include(database=false)`, `quote(identifier=false)`: the named parts; others stay as they are.
  private func parts(_ name: String, _ call: Call) throws -> Value {
    var arguments = call.binder(name)
    let parts: [(String, RelationParts)] = [
      ("database", .database), ("schema", .schema), ("identifier", .identifier),
    ]
    var changed = name == "include" ? value.included : value.quoted
    for (part, option) in parts {
      guard let wanted = try arguments.optional(part), !wanted.isNone else { continue }
      if wanted.isTrue { changed.insert(option) } else { changed.remove(option) }
    }
    try arguments.finish()
    let path: WritableKeyPath<RelationValue, RelationParts> =
      name == "include" ? \.included : \.quoted
    return with { $0[keyPath: path] = changed }
  }

  private func incorporating(_ name: String, _ call: Call) throws -> Value {
    var arguments = call.binder(name)
    let path = try arguments.keywordOnly("path")?.dict
    let type = try arguments.keywordOnly("type")
    let limit = try arguments.keywordOnly("limit")
    _ = arguments.restKeywords()
    var changed = value
    if let path { changed.replacePath { path[$0] } }
    if let type { changed.type = type.string }
    if let limit { changed.limit = limit.int }
    try changed.checkLength(dialect)
    return .object(RelationObject(changed, dialect: dialect))
  }

  private func replacingPath(_ call: Call) throws -> Value {
    var changed = value
    changed.replacePath { call.keyword($0) }
    return .object(RelationObject(changed, dialect: dialect))
  }

  private var withoutIdentifier: Value {
    with {
      $0.included.remove(.identifier)
      $0.relation.identifier = ""
    }
  }

  private func informationSchema(_ call: Call) throws -> Value {
    var arguments = call.binder("information_schema")
    let view = try arguments.optional("view_name")?.string
    return .object(InformationSchemaObject(of: value, view: view, dialect: dialect))
  }

  private func matches(_ call: Call) throws -> Bool {
    var arguments = call.binder("matches")
    let pairs = [
      (try arguments.optionalString("database"), value.databaseName),
      (try arguments.optionalString("schema"), value.schema),
      (try arguments.optionalString("identifier"), value.identifier),
    ]
    guard pairs.contains(where: { $0.0 != nil }) else {
      throw Diagnostic(
        code: "type-error", "`matches` needs a database, a schema or an identifier to compare with")
    }
    return pairs.allSatisfy { $0.0 == nil || $0.0 == $0.1 }
  }

  private func quoting(_ call: Call) throws -> Value {
    var arguments = call.binder("quoted")
    return .string(dialect.quote(try arguments.string("identifier")))
  }

  /// `get('metadata')` is how packages tell that something is a relation.
  private func get(_ call: Call) throws -> Value {
    var arguments = call.binder("get")
    let key = try arguments.string("key")
    let fallback = try arguments.optional("default") ?? Value.none
    if key == "metadata" { return .dict([("type", .string(typeName))]) }
    return try attribute(key) ?? fallback
  }

  /// dbt's two helpers of functions: what the node says of itself, and the macro that builds it.
  private func function(_ name: String, _ call: Call) throws -> Value {
    var arguments = call.binder(name)
    if name == "get_function_macro_name" {
      let config = try arguments.required("config").dict
      let type = config?["type"]?.description ?? ""
      return .string("\(type)_function_\(config?["language"]?.description ?? "")")
    }
    let model = try arguments.required("model").dict
    guard model?["resource_type"]?.string == "function" else { return Value.none }
    let config = model?["config"]?.dict
    let language = model?["language"] ?? Value.none
    for (key, article) in [("runtime_version", "A"), ("entry_point", "An")]
    where language.string == "python" && config?[key]?.isNone != false {
      throw Diagnostic(
        code: "config-required", "\(article) `\(key)` is required for python functions",
        at: call.span)
    }
    return .dict([
      ("language", language), ("type", config?["type"] ?? Value.none),
      ("runtime_version", config?["runtime_version"] ?? Value.none),
      ("entry_point", config?["entry_point"] ?? Value.none),
    ])
  }
}

extension RelationValue {
  /// Parts that `part` names replace the relation's; None takes a part away.
  fileprivate mutating func replacePath(_ part: (String) -> Value?) {
    if let database = part("database") {
      // Where SQL spells no database, the name is only what people are told.
      if relation.database != nil { relation.database = database.string }
      databaseName = database.string
    }
    if let schema = part("schema") { relation.schema = schema.string ?? "" }
    if let identifier = part("identifier") { relation.identifier = identifier.string ?? "" }
  }

  /// Throws: `name-too-long` for a relation that the database would give another name.
  func checkLength(_ dialect: any Dialect) throws {
    guard type != nil, let limit = dialect.maximumIdentifierLength,
      relation.identifier.utf8.count > limit
    else { return }
    throw Diagnostic(
      code: "name-too-long",
      "Relation name '\(relation.identifier)' is longer than \(limit) characters")
  }
}
