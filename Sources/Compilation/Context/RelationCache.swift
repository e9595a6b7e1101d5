import Synchronization
package import Warehouse

/// What exists in the warehouse, listed once per schema and kept up to date by whoever changes it.
///
/// One lock guards the lists; a schema is listed by the session that asks for it first.
package final class RelationCache: Sendable {
  private let schemas = Mutex<[String: [String: ExistingRelation]]>([:])

  package init() {}

  /// The relation of that name as it exists now, or nil.
  package func find(_ relation: Relation, with session: any Session) throws(DatabaseError)
    -> ExistingRelation?
  {
    try list(schema: relation.schema, with: session)[key(relation.identifier)]
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
    schemas.withLock { schemas in
      schemas[relation.relation.schema]?[key(relation.relation.identifier)] = relation
    }
  }

  package func remove(_ relation: Relation) {
    schemas.withLock { schemas in
      schemas[relation.schema]?[key(relation.identifier)] = nil
    }
  }

  /// Forgets a schema, so that the next question lists it again.
  package func forgetAll() { schemas.withLock { $0 = [:] } }

  package func forget(schema: String) {
    schemas.withLock { $0[schema] = nil }
  }

  private func list(schema: String, with session: any Session) throws(DatabaseError)
    -> [String: ExistingRelation]
  {
    if let known = schemas.withLock({ $0[schema] }) { return known }
    let found = try session.relations(inSchema: schema)
    let listed = Dictionary(
      found.map { (key($0.relation.identifier), $0) }, uniquingKeysWith: { first, _ in first })
    schemas.withLock { $0[schema] = listed }
    return listed
  }

  /// SQLite ignores the case of names, and PostgreSQL's unquoted ones are lowercase.
  private func key(_ identifier: String) -> String { identifier.lowercased() }
}
