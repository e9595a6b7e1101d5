import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading
import Warehouse

/// `--defer`: what is not selected is read from where an earlier manifest says it is.
struct Deferral {
  private let session: ProjectSession
  /// Relations of the earlier manifest by unique id.
  private let relations: [String: Relation]

  /// nil without `--defer`. Throws: `no-state`, `artifact-not-read`.
  init?(_ session: ProjectSession) throws {
    guard session.input.arguments.isSet("defer") else { return nil }
    self.session = session
    relations = try Self.relations(StateFolder(deferring: session))
  }

  static func relations(_ folder: StateFolder) throws -> [String: Relation] {
    guard let nodes = try folder.manifest()?["nodes"]?.map else {
      throw Diagnostic(
        code: "no-state", "`\(folder.path)` holds no manifest.json to defer to")
    }
    var relations: [String: Relation] = [:]
    for (id, node) in nodes {
      // Ephemeral models, tests and analyses have no relation.
      guard node["relation_name"]?.string != nil, let schema = node["schema"]?.string,
        let alias = node["alias"]?.string
      else { continue }
      relations[id] = Relation(
        database: node["database"]?.string, schema: schema, identifier: alias)
    }
    return relations
  }

  /// The session with the relations of unselected nodes replaced: those that do not exist here, and
  /// with `--favor-state` all of them.
  func applied(keeping selected: NodeSet) async throws -> ProjectSession {
    let kept = Set(selected.compactMap { session.graph.node($0)?.uniqueID })
    let candidates = session.manifest.all.filter { node in
      node.type.isReferable && !kept.contains(node.uniqueID) && relations[node.uniqueID] != nil
    }
    let favors = session.input.arguments.isSet("favor-state")
    let missing = favors ? candidates : try await missing(candidates)
    var replaced: [String: Relation] = [:]
    for node in missing {
      guard var relation = relations[node.uniqueID] else { continue }
      if node.relation?.database == nil { relation.database = nil }
      replaced[node.uniqueID] = relation
    }
    return try session.replacing(replaced)
  }

  private func missing(_ nodes: [Node]) async throws -> [Node] {
    guard !nodes.isEmpty else { return [] }
    let relations = RelationCache()
    do {
      return try await Connection(to: session.warehouse).run { connection in
        try nodes.filter { node in
          guard let relation = node.relation else { return false }
          return try relations.find(relation, with: connection) == nil
        }
      }
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: session.project.profile.settings.span)
    }
  }
}

extension ProjectSession {
  fileprivate func replacing(_ relations: [String: Relation]) throws -> ProjectSession {
    guard !relations.isEmpty else { return self }
    let manifest = manifest.replacing(relations)
    return ProjectSession(
      input: input, project: project, manifest: manifest, graph: try ManifestGraph(manifest),
      suites: suites, warehouse: warehouse, console: console, invocation: invocation)
  }
}
