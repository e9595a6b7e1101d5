import PlainData

/// Maps inside of resources, and the resources of the semantic layer as a whole (dbt-core 1.12).
extension Shape {
  package static let docs = Shape([("show", true), ("node_color", nil)])

  package static let contract = Shape([
    ("enforced", false), ("alias_types", true), ("checksum", nil),
  ])

  /// A constraint of a column; those of a model also have `columns`.
  package static let constraint = Shape([
    ("type", nil), ("name", nil), ("expression", nil), ("warn_unenforced", true),
    ("warn_unsupported", true), ("to", nil), ("to_columns", []),
  ])

  package static let modelConstraint = constraint.extended(by: [("columns", [])])

  /// `warn_after` and `error_after` with a count and a period.
  package static let freshness = Shape([
    ("warn_after", ["count": nil, "period": nil]), ("error_after", ["count": nil, "period": nil]),
    ("filter", nil),
  ])

  package static let quoting = Shape([
    ("database", nil), ("schema", nil), ("identifier", nil), ("column", nil),
  ])

  static let resource: [(key: String, value: PlainValue)] = [
    ("name", ""), ("resource_type", ""), ("package_name", ""), ("path", ""),
    ("original_file_path", ""), ("unique_id", ""), ("fqn", []),
  ]

  static let dependsOn: PlainValue = ["macros": [], "nodes": []]

  package static let metric = Shape(resource).extended(by: [
    ("description", ""), ("label", ""), ("type", "simple"), ("type_params", [:]), ("filter", nil),
    ("metadata", nil), ("time_granularity", nil), ("config", .map(metricConfig.completed([:]))),
    ("unrendered_config", [:]), ("sources", []), ("depends_on", dependsOn), ("refs", []),
    ("metrics", []), ("created_at", 0), ("group", nil), ("meta", [:]), ("tags", []),
  ])

  package static let semanticModel = Shape(resource).extended(by: [
    ("model", ""), ("node_relation", nil), ("description", nil), ("label", nil),
    ("defaults", nil), ("entities", []), ("measures", []), ("dimensions", []), ("metadata", nil),
    ("depends_on", dependsOn), ("refs", []), ("created_at", 0),
    ("config", .map(metricConfig.completed([:]))), ("unrendered_config", [:]),
    ("primary_entity", nil), ("group", nil),
  ])

  package static let savedQuery = Shape(resource).extended(by: [
    ("query_params", [:]), ("exports", []), ("description", nil), ("label", nil),
    ("metadata", nil),
    (
      "config",
      [
        "enabled": true, "group": nil, "meta": [:], "export_as": nil, "schema": nil,
        "cache": ["enabled": false],
      ]
    ), ("unrendered_config", [:]), ("group", nil), ("depends_on", dependsOn), ("created_at", 0),
    ("refs", []), ("tags", []),
  ])
}
