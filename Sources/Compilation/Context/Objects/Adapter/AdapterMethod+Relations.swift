import Diagnostics
import Jinja
import Warehouse

extension AdapterMethod {
  /// Relations: looked up in the cache, changed in the warehouse and in the cache.
  static let relations: [String: AdapterMethod] = [
    "get_relation": .warehouse(else: .none, getRelation),
    "already_exists": .warehouse(else: .no, alreadyExists),
    "list_relations": .warehouse(else: .emptyList, listRelations),
    "list_relations_without_caching": .warehouse(else: .emptyList, listRelationsAnew),
    "drop_relation": .warehouse(else: .none, dropRelation),
    "truncate_relation": .warehouse(else: .none, truncateRelation),
    "rename_relation": .warehouse(else: .none, renameRelation),
    "cache_added": .warehouse(else: .emptyText, cacheAdded),
    "cache_dropped": .warehouse(else: .emptyText, cacheDropped),
    "cache_renamed": .warehouse(else: .emptyText, cacheRenamed),
  ]

  private static func getRelation(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("get_relation")
    _ = try arguments.optional("database")
    let schema = try arguments.required("schema").string ?? ""
    let identifier = try arguments.required("identifier").string ?? ""
    try arguments.finish()
    let wanted = Relation(schema: schema, identifier: identifier)
    let found = try access.relations.find(wanted, with: access.session)
    return found.map { .object(context.relationObject($0)) } ?? .none
  }

  private static func alreadyExists(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("already_exists")
    let wanted = Relation(
      schema: try arguments.string("schema"), identifier: try arguments.string("name"))
    return .bool(try access.relations.find(wanted, with: access.session) != nil)
  }

  private static func listRelations(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("list_relations")
    _ = try arguments.optional("database")
    let schema = try arguments.string("schema")
    let found = try access.relations.relations(inSchema: schema, with: access.session)
    return .list(found.map { .object(context.relationObject($0)) })
  }

  private static func listRelationsAnew(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("list_relations_without_caching")
    let schema = try arguments.relation("schema_relation").relation.schema
    let found = try access.session.relations(inSchema: schema)
    return .list(found.map { .object(context.relationObject($0)) })
  }

  private static func dropRelation(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("drop_relation")
    let object = try arguments.relation("relation")
    guard let type = object.value.type else {
      throw Diagnostic(
        code: "untyped-relation",
        "Tried to drop relation \(object.str), but its type is null.", at: call.span)
    }
    try context.change(by: "drop_relation", [object], call) {
      let dialect = context.scope.dialect
      let cascade = dialect.features.contains(.cascade) ? " cascade" : ""
      let kind = type.split(separator: "_").joined(separator: " ")
      try access.session.execute("drop \(kind) if exists \(object.name)\(cascade)")
    }
    access.relations.remove(object.relation)
    return .none
  }

  private static func truncateRelation(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("truncate_relation")
    let object = try arguments.relation("relation")
    try context.change(by: "truncate_relation", [object], call) {
      let isOwnStatement = context.scope.dialect.features.contains(.truncate)
      try access.session.execute(
        "\(isOwnStatement ? "truncate table" : "delete from") \(object.name)")
    }
    return .none
  }

  private static func renameRelation(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("rename_relation")
    let from = try arguments.relation("from_relation")
    let to = try arguments.relation("to_relation")
    let existing = try access.relations.find(from.relation, with: access.session)
    try context.change(by: "rename_relation", [from, to], call) {
      let name = context.scope.dialect.renderUnqualified(to.relation)
      try access.session.execute("alter table \(from.name) rename to \(name)")
    }
    access.relations.remove(from.relation)
    if let kind = existing?.kind ?? from.kind {
      access.relations.add(ExistingRelation(to.relation, kind))
    }
    return .none
  }

  private static func cacheAdded(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("cache_added")
    let added = try arguments.relation("relation")
    access.relations.add(ExistingRelation(added.relation, added.kind ?? .table))
    return ""
  }

  private static func cacheDropped(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("cache_dropped")
    access.relations.remove(try arguments.relation("relation").relation)
    return ""
  }

  private static func cacheRenamed(
    _ context: NodeContext, _ call: Call, _ access: WarehouseAccess
  ) throws -> Value {
    var arguments = call.binder("cache_renamed")
    let from = try arguments.relation("from_relation")
    let to = try arguments.relation("to_relation")
    access.relations.remove(from.relation)
    access.relations.add(ExistingRelation(to.relation, to.kind ?? from.kind ?? .table))
    return ""
  }
}

extension RelationObject {
  /// The name as SQL spells it, without a limit.
  var name: String { value.rendered(dialect) }
}
