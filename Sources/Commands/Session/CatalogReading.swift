import Artifacts
import Compilation
import Diagnostics
import Execution
import Graph
import PlainData
import ProjectLoading
import Warehouse

/// Matches what the warehouse holds with the nodes and sources of the project.
struct CatalogReading {
  private let session: ProjectSession

  init(_ session: ProjectSession) {
    self.session = session
  }

  /// Of the selected nodes and sources, those that exist; a schema that cannot be read is an error
  /// in the catalog.
  func catalog(of selected: NodeSet) async throws -> Catalog {
    let nodes = selected.compactMap { session.graph.node($0) }.filter {
      $0.relation != nil && ($0.isPhysical && $0.type != .function || $0.type == .source)
    }
    let schemas = Set(nodes.compactMap(\.relation?.schema)).sorted()
    let (relations, errors) = try await relations(in: schemas)
    let found = Dictionary(
      relations.map { (Self.key($0.relation), $0) }, uniquingKeysWith: { first, _ in first })
    let database = session.manifest.scope.target.database
    let tables = nodes.sorted { $0.uniqueID < $1.uniqueID }.compactMap { node -> CatalogTable? in
      guard let relation = node.relation, let existing = found[Self.key(relation)] else {
        return nil
      }
      return CatalogTable(existing, of: node, database: database)
    }
    return Catalog(
      ArtifactMetadata(of: session.invocation),
      nodes: tables.filter { !$0.uniqueID.hasPrefix("source.") },
      sources: tables.filter { $0.uniqueID.hasPrefix("source.") }, errors: errors)
  }

  private func relations(in schemas: [String]) async throws -> ([CatalogRelation], [String]) {
    do {
      return try await Connection(to: session.warehouse).run { connection in
        var all: [CatalogRelation] = []
        var errors: [String] = []
        for schema in schemas {
          do {
            all += try connection.catalogRelations(inSchemas: [schema])
          } catch let error as DatabaseError where error.kind == .statement {
            errors.append(error.description)
          }
        }
        return (all, errors)
      }
    } catch let error as DatabaseError {
      throw error.diagnostic(in: nil, at: session.project.profile.settings.span)
    }
  }

  /// dbt compares names without their case.
  private static func key(_ relation: Relation) -> String {
    "\(relation.schema.lowercased()).\(relation.identifier.lowercased())"
  }
}

extension CatalogTable {
  fileprivate init(_ existing: CatalogRelation, of node: Node, database: String?) {
    self.init(
      uniqueID: node.uniqueID, type: existing.type, schema: existing.relation.schema,
      name: existing.relation.identifier, database: node.relation?.database ?? database,
      comment: existing.comment, owner: existing.owner,
      columns: existing.columns.enumerated().map { index, column in
        Column(
          name: column.name, type: column.type, index: index + 1, comment: column.comment)
      })
  }
}
