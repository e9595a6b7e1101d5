import Diagnostics
package import PlainData
import ProjectLoading
import Warehouse

/// `semantic_manifest.json`: the semantic layer alone, in the form that MetricFlow reads.
package struct SemanticManifest: Sendable {
  private let manifest: Manifest

  package init(_ manifest: Manifest) {
    self.manifest = manifest
  }

  package var plain: PlainMap {
    let nodes = manifest.all
    let layer = SemanticLayer(nodes)
    func definitions(_ nodes: [Node], _ change: (PlainMap) -> PlainMap) -> PlainValue {
      .list(nodes.compactMap { $0.definition(in: manifest) }.map { .map(change($0)) })
    }
    return [
      "semantic_models": definitions(layer.models.map(\.node), Self.semanticModel),
      "metrics": definitions(layer.metrics.map(\.node), Self.metric),
      "project_configuration": configuration(layer),
      "saved_queries": definitions(layer.savedQueries.map(\.node), Self.savedQuery),
    ]
  }

  private func configuration(_ layer: SemanticLayer) -> PlainValue {
    let legacy = layer.hasLegacyTimeSpine && !layer.models.isEmpty
    let old = manifest.all.first { $0.name == "metricflow_time_spine" && TimeSpine($0) == nil }
    let location = legacy ? old?.relation.map(manifest.scope.dialect.render) : nil
    return [
      "time_spine_table_configurations": location.map {
        [["location": .string($0), "column_name": "date_day", "grain": "day"]]
      } ?? [],
      "metadata": nil,
      "dsi_package_version": [
        "major_version": "0", "minor_version": "213", "patch_version": "0",
      ],
      "time_spines": .list(layer.timeSpines.map { .map(plain($0)) }),
    ]
  }

  private func plain(_ spine: TimeSpine) -> PlainMap {
    [
      "node_relation": spine.node.relation.map { .map($0.named(in: manifest)) } ?? .null,
      "primary_column": [
        "name": .string(spine.column), "time_granularity": .string(spine.granularity.rawValue),
      ],
      "custom_granularities": .list(
        spine.custom.map {
          ["name": .string($0.name.value), "column_name": PlainValue($0.column)]
        }),
    ]
  }
}

extension SemanticManifest {
  private static func semanticModel(_ map: PlainMap) -> PlainMap {
    var result = map.only([
      "name", "defaults", "description", "node_relation", "primary_entity",
    ])
    result["entities"] = elements(
      map["entities"],
      ["name", "description", "type", "role", "expr", "metadata", "label", "config"])
    result["measures"] = elements(
      map["measures"],
      [
        "name", "agg", "description", "create_metric", "expr", "agg_params", "metadata",
        "non_additive_dimension", "agg_time_dimension", "label", "config",
      ])
    result["dimensions"] = elements(
      map["dimensions"],
      [
        "name", "description", "type", "datatype", "is_partition", "type_params", "expr",
        "metadata", "label", "config",
      ])
    for key in ["label", "metadata"] { result[key] = map[key] ?? .null }
    result["config"] = metaOnly(map)
    return result
  }

  private static func metric(_ map: PlainMap) -> PlainMap {
    var result = map.only(["name", "description", "type", "datatype"])
    result["type_params"] = .map((map["type_params"]?.map ?? [:]).only(parameters))
    for key in ["filter", "metadata", "label"] { result[key] = map[key] ?? .null }
    result["config"] = metaOnly(map)
    result["time_granularity"] = map["time_granularity"] ?? .null
    return result
  }

  private static let parameters = [
    "measure", "numerator", "denominator", "expr", "window", "grain_to_date", "metrics",
    "conversion_type_params", "cumulative_type_params", "input_measures",
    "metric_aggregation_params", "join_to_timespine", "fill_nulls_with", "is_private",
  ]

  private static func savedQuery(_ map: PlainMap) -> PlainMap {
    var result = map.only(["name", "query_params", "description", "metadata", "label"])
    result["exports"] = .list(
      (map["exports"]?.list ?? []).map { export in
        let config = (export["config"]?.map ?? [:]).only(["export_as", "schema_name", "alias"])
        return ["name": export["name"] ?? .null, "config": .map(config)]
      })
    result["tags"] = map["tags"] ?? []
    return result
  }

  private static func elements(_ list: PlainValue?, _ keys: [String]) -> PlainValue {
    .list((list?.list ?? []).map { .map(($0.map ?? [:]).only(keys)) })
  }

  private static func metaOnly(_ map: PlainMap) -> PlainValue {
    ["meta": map["config"]?["meta"] ?? [:]]
  }
}

extension PlainMap {
  /// These keys in this order; null for what is not there.
  fileprivate func only(_ keys: [String]) -> PlainMap {
    PlainMap(keys.map { ($0, self[$0] ?? .null) })
  }
}
