import Compilation
import Diagnostics
import Execution
import PlainData
import ProjectLoading
import Warehouse

/// Makes a view of each relation of an earlier manifest; what exists here already is left alone
/// unless everything is to be refreshed.
struct Cloning {
  private let session: ProjectSession
  private let relations: [String: Relation]

  init(_ session: ProjectSession, _ relations: [String: Relation]) {
    self.session = session
    self.relations = relations
  }

  func perform(_ nodes: [Node]) async throws -> RunRecord {
    let session = self
    do {
      let results = try await Connection(to: self.session.warehouse).run { connection in
        let cache = RelationCache()
        return try nodes.map { node in try session.clone(node, on: connection, cache) }
      }
      return self.session.record("clone", results)
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: self.session.project.profile.settings.span)
    }
  }

  private func clone(_ node: Node, on connection: any Session, _ cache: RelationCache) throws
    -> NodeResult
  {
    let started = Timestamp.now()
    func result(_ status: NodeStatus, _ message: String, _ problem: Diagnostic? = nil)
      -> NodeResult
    {
      NodeResult(
        uniqueID: node.uniqueID, status: status, message: message, started: started,
        completed: .now(), threadID: "Thread-1",
        relationName: node.relation.map(session.manifest.scope.dialect.render),
        diagnostics: problem.map { [$0] } ?? [])
    }
    guard let target = node.relation else { return result(.noOp, "No-op") }
    guard var origin = relations[node.uniqueID] else {
      return result(.success, "No relation found in state manifest for \(node.uniqueID)")
    }
    if target.database == nil { origin.database = nil }
    do {
      try connection.createSchema(target.schema)
      let existing = try cache.find(target, with: connection)
      if existing != nil, !session.input.arguments.isSet("full-refresh") {
        return result(.success, "No-op")
      }
      guard origin != target else {
        if existing != nil { return result(.success, "No-op") }
        let problem = Diagnostic.clonedFromItself(
          node, session.manifest.scope.dialect.render(target))
        return result(.error, problem.message, problem)
      }
      try create(target, of: origin, replacing: existing, on: connection)
      cache.forget(schema: target.schema)
      return result(.success, "CREATE VIEW")
    } catch let error as DatabaseError {
      guard error.kind != .connection else { throw error }
      let problem = error.diagnostic(in: nil, at: node.span)
      return result(.error, problem.message, problem)
    }
  }

  private func create(
    _ target: Relation, of origin: Relation, replacing existing: ExistingRelation?,
    on connection: any Session
  ) throws {
    let dialect = session.manifest.scope.dialect
    try connection.transaction {
      if let existing {
        let kind = existing.kind.rawValue.split(separator: "_").joined(separator: " ")
        try connection.execute("drop \(kind) \(dialect.render(target))")
      }
      try connection.execute(
        "create view \(dialect.render(target)) as select * from \(dialect.render(origin))")
    }
  }
}

extension Diagnostic {
  fileprivate static func clonedFromItself(_ node: Node, _ relation: String) -> Diagnostic {
    Diagnostic(
      code: "clone-of-nothing",
      "\(relation) does not exist, and the state has no other relation to clone it from",
      at: node.span, help: ["--state names the folder with the artifacts of another target"])
  }
}
