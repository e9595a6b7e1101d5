/// What a warehouse's catalog says about one relation, for documentation.
package struct CatalogRelation: Hashable, Sendable {
  package var relation: Relation
  /// As information schemas have it: `BASE TABLE`, `VIEW`, `MATERIALIZED VIEW`.
  package var type: String
  package var comment: String?
  package var owner: String?
  package var columns: [Column]

  package struct Column: Hashable, Sendable {
    package var name: String
    package var type: String
    package var comment: String?

    package init(name: String, type: String, comment: String? = nil) {
      self.name = name
      self.type = type
      self.comment = comment
    }
  }

  package init(
    _ relation: Relation, type: String, comment: String? = nil, owner: String? = nil,
    columns: [Column]
  ) {
    self.relation = relation
    self.type = type
    self.comment = comment
    self.owner = owner
    self.columns = columns
  }
}

/// A session whose catalog knows more than names: comments, owners.
package protocol CatalogSession: Session {
  /// Every relation of the schemas with its columns, by schema and name.
  func catalog(ofSchemas schemas: [String]) throws(DatabaseError) -> [CatalogRelation]
}

extension Session {
  /// Every relation of the schemas with its columns, as far as the warehouse tells.
  package func catalogRelations(inSchemas schemas: [String]) throws(DatabaseError)
    -> [CatalogRelation]
  {
    if let session = self as? any CatalogSession { return try session.catalog(ofSchemas: schemas) }
    var all: [CatalogRelation] = []
    for schema in schemas {
      for existing in try relations(inSchema: schema) {
        let columns = try columns(of: existing.relation)
        all.append(
          CatalogRelation(
            existing.relation, type: existing.kind.catalogType,
            columns: columns.map { CatalogRelation.Column(name: $0.name, type: $0.type) }))
      }
    }
    return all
  }
}

extension RelationKind {
  fileprivate var catalogType: String {
    switch self {
    case .table: "BASE TABLE"
    case .view: "VIEW"
    case .materializedView: "MATERIALIZED VIEW"
    }
  }
}
