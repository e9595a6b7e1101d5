import Synchronization
package import Warehouse

/// What exists in the warehouse, listed once per schema and kept up to date by whoever changes it.
///
/// One lock guards the lists; a schema is listed by the session that asks for it first.
package final class RelationCache: Sendable {
  private let lists = Mutex(Lists())

  package init() {}

  /// The relation of that name as it exists now, or nil.
  package func find(_ relation: Relation, with session: any Session) throws(DatabaseError)
    -> ExistingRelation?
  {
    try list(schema: relation.schema, with: session)[key(relation.identifier)]
  }

  /// Those of `wanted` that exist now, in the same order; they are of one schema.
  package func existing(among wanted: [Relation], with session: any Session)
    throws(DatabaseError) -> [ExistingRelation]
  {
    guard let schema = wanted.first?.schema else { return [] }
    let listed = try list(schema: schema, with: session)
    return wanted.compactMap { listed[key($0.identifier)] }
  }

  /// All relations of a schema, sorted by name.
  package func relations(inSchema schema: String, with session: any Session)
    throws(DatabaseError) -> [ExistingRelation]
  {
    try list(schema: schema, with: session).values.sorted {
      $0.relation.identifier < $1.relation.identifier
    }
  }

  package func add(_ relation: ExistingRelation) {
    change { schemas in
      schemas[relation.relation.schema]?[key(relation.relation.identifier)] = relation
    }
  }

  package func remove(_ relation: Relation) {
    change { schemas in schemas[relation.schema]?[key(relation.identifier)] = nil }
  }

  /// Forgets everything, so that the next question lists it again.
  package func forgetAll() { change { $0 = [:] } }

  package func forget(schema: String) { change { $0[schema] = nil } }

  private func change(_ body: (inout [String: [String: ExistingRelation]]) -> Void) {
    lists.withLock { lists in
      body(&lists.schemas)
      lists.changes += 1
    }
  }

  private func list(schema: String, with session: any Session) throws(DatabaseError)
    -> [String: ExistingRelation]
  {
    let (known, changes) = lists.withLock { ($0.schemas[schema], $0.changes) }
    if let known { return known }
    let found = try session.relations(inSchema: schema)
    let listed = Dictionary(
      found.map { (key($0.relation.identifier), $0) }, uniquingKeysWith: { first, _ in first })
    lists.withLock { lists in
      // What others have changed meanwhile may not be in what was found: the next one lists again.
      if lists.changes == changes { lists.schemas[schema] = listed }
    }
    return listed
  }

  /// SQLite ignores the case of names, and PostgreSQL's unquoted ones are lowercase.
  private func key(_ identifier: String) -> String { identifier.lowercased() }
}

/// What is known, and how often it has changed.
private struct Lists {
  var schemas: [String: [String: ExistingRelation]] = [:]
  var changes = 0
}
