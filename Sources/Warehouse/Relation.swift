/// The name of a table or view in a warehouse.
public struct Relation: Hashable, Sendable {
  /// nil where the warehouse has no databases (SQLite) or the connection's own is meant.
  public var database: String?
  public var schema: String
  public var identifier: String

  public init(database: String? = nil, schema: String, identifier: String) {
    self.database = database
    self.schema = schema
    self.identifier = identifier
  }

  /// The same place under another name.
  public func named(_ identifier: String) -> Relation {
    Relation(database: database, schema: schema, identifier: identifier)
  }
}

/// What a relation is, in dbt's words.
public enum RelationKind: String, Hashable, Sendable {
  case table, view
  case materializedView = "materialized_view"
}

/// A relation that exists, as the catalog lists it.
package struct ExistingRelation: Hashable, Sendable {
  package var relation: Relation
  package var kind: RelationKind

  package init(_ relation: Relation, _ kind: RelationKind) {
    self.relation = relation
    self.kind = kind
  }
}

/// A column as the catalog or a query's result describes it.
public struct ColumnDescription: Hashable, Sendable {
  public var name: String
  /// The warehouse's own spelling: `character varying(20)`, `INTEGER`; may be empty on SQLite.
  public var type: String

  public init(name: String, type: String) {
    self.name = name
    self.type = type
  }
}
