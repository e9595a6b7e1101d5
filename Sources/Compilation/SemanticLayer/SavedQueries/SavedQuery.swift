package import Diagnostics
package import PlainData
import ProjectLoading
import YAML

/// A query of metrics that is kept under a name, and where its result may be put.
package struct SavedQuery: Sendable {
  package var label: String?
  package var isDescribed = false
  package var metrics: [Located<String>]
  package var groupBy: [Located<String>]
  package var filter: WhereFilter?
  package var orderBy: [Located<String>]
  package var limit: Located<Int>?
  package var exports: [Export]
  package var tags: [String]

  package struct Export: Sendable {
    package var name: Located<String>
    /// `config:`, as written.
    package var config: PlainMap
    /// Where it goes, once it has been named.
    package var schema: String?
    package var database: String?
    package var alias: String?
    package var kind: String?
  }
}

extension SavedQuery {
  static func read(_ reader: inout MappingReader) -> SavedQuery? {
    let label = reader.string("label")?.value
    reader.expect(["name", "description", "config"])
    let tags = reader.strings("tags").map(\.value)
    let exports = reader.items("exports", "an export") { export in
      let config = export.mapping("config")?.plain.map ?? PlainMap()
      return export.required("name").map { Export(name: $0, config: config) }
    }
    if reader.node["query_params"] == nil {
      reader.problems.append(.missingKey("query_params", reader.subject, reader.node))
    }
    let query = reader.nested("query_params", "`query_params` of a saved query") { query in
      SavedQuery(
        label: label, metrics: query.strings("metrics"), groupBy: query.strings("group_by"),
        filter: query.filter("where"), orderBy: query.strings("order_by"),
        limit: query.int("limit"), exports: exports, tags: tags)
    }
    guard var query else { return nil }
    query.isDescribed = reader.node("description") != nil
    return query
  }

  /// Its own keys as dbt's manifest has them.
  func plain(tags: [String]) -> PlainMap {
    [
      "query_params": [
        "metrics": .list(metrics.map { .string($0.value) }),
        "group_by": .list(groupBy.map { .string($0.value) }),
        "where": filter.map { .map($0.plain) } ?? .null,
        "order_by": .list(orderBy.map { .string($0.value) }),
        "limit": limit.map { .int($0.value) } ?? .null,
      ],
      "exports": .list(exports.map { .map($0.plain) }), "label": PlainValue(label),
      "tags": .list(tags.map(PlainValue.string)),
    ]
  }
}

extension SavedQuery.Export {
  fileprivate var plain: PlainMap {
    [
      "name": .string(name.value),
      "config": [
        "export_as": PlainValue(kind), "schema_name": PlainValue(schema),
        "alias": PlainValue(alias), "database": PlainValue(database),
      ], "unrendered_config": .map(config),
    ]
  }
}
