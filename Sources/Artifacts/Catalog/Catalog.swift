package import PlainData

/// `catalog.json`, schema v1: what the database says about the relations of a project.
package struct Catalog: Hashable, Sendable {
  package var metadata: ArtifactMetadata
  package var nodes: [CatalogTable]
  package var sources: [CatalogTable]
  /// Why parts of the database could not be read; empty is written as null.
  package var errors: [String]

  package init(
    _ metadata: ArtifactMetadata, nodes: [CatalogTable], sources: [CatalogTable],
    errors: [String] = []
  ) {
    self.metadata = metadata
    self.nodes = nodes
    self.sources = sources
    self.errors = errors
  }

  package func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("metadata")
    writer.write(map: metadata.plain(.catalog))
    for (key, tables) in [("nodes", nodes), ("sources", sources)] {
      writer.key(key)
      writer.beginObject()
      for table in tables {
        writer.key(table.uniqueID)
        writer.write(map: table.plain)
      }
      writer.endObject()
    }
    writer.key("errors")
    writer.write(errors.isEmpty ? .null : PlainValue(errors))
    writer.endObject()
  }
}

/// A relation in the database.
package struct CatalogTable: Hashable, Sendable {
  package var uniqueID: String
  /// `BASE TABLE`, `VIEW`.
  package var type: String
  package var schema: String
  package var name: String
  package var database: String?
  package var comment: String?
  package var owner: String?
  package var columns: [Column]
  /// Each: `id`, `label`, `value`, `include`, `description`.
  package var statistics: [PlainMap]

  package struct Column: Hashable, Sendable {
    package var name: String
    package var type: String
    /// From 1.
    package var index: Int
    package var comment: String?

    package init(name: String, type: String, index: Int, comment: String? = nil) {
      self.name = name
      self.type = type
      self.index = index
      self.comment = comment
    }

    fileprivate var plain: PlainValue {
      [
        "type": .string(type), "index": .int(index), "name": .string(name),
        "comment": PlainValue(comment),
      ]
    }
  }

  package init(
    uniqueID: String, type: String, schema: String, name: String, database: String?,
    comment: String? = nil, owner: String? = nil, columns: [Column], statistics: [PlainMap] = []
  ) {
    self.uniqueID = uniqueID
    self.type = type
    self.schema = schema
    self.name = name
    self.database = database
    self.comment = comment
    self.owner = owner
    self.columns = columns
    self.statistics = statistics
  }

  package var plain: PlainMap {
    let all = statistics + [hasStatistics]
    return [
      "metadata": [
        "type": .string(type), "schema": .string(schema), "name": .string(name),
        "database": PlainValue(database), "comment": PlainValue(comment),
        "owner": PlainValue(owner),
      ],
      "columns": .map(PlainMap(columns.map { ($0.name, $0.plain) })),
      "stats": .map(PlainMap(all.map { ($0.text("id"), .map($0)) })),
      "unique_id": .string(uniqueID),
    ]
  }

  /// dbt always says whether there are statistics, and never shows that it says so.
  private var hasStatistics: PlainMap {
    [
      "id": "has_stats", "label": "Has Stats?", "value": .bool(!statistics.isEmpty),
      "include": false,
      "description": "Indicates whether there are statistics for this table",
    ]
  }
}
