import Diagnostics
import PlainData

extension SemanticModel {
  /// Its own keys as dbt's manifest has them; `meta` is what the model's config says for all elements.
  func plain(inheriting meta: PlainMap) -> PlainMap {
    [
      "model": .string(model), "label": PlainValue(label?.value),
      "defaults": hasDefaults
        ? .map(["agg_time_dimension": PlainValue(defaultTimeDimension?.value)]) : .null,
      "entities": .list(entities.map { .map($0.plain(meta)) }),
      "measures": .list(measures.map { .map($0.plain(meta)) }),
      "dimensions": .list(dimensions.map { .map($0.plain(meta)) }),
      "primary_entity": PlainValue(primaryEntity?.value),
    ]
  }
}

extension SemanticModel.Element {
  fileprivate func config(_ inherited: PlainMap) -> PlainValue {
    var all = inherited
    for (key, value) in meta { all[key] = value }
    return ["meta": .map(all)]
  }
}

extension SemanticModel.Entity {
  fileprivate func plain(_ meta: PlainMap) -> PlainMap {
    [
      "name": .string(element.name.value), "type": .string(kind.rawValue),
      "description": PlainValue(element.description?.value),
      "label": PlainValue(element.label?.value), "role": PlainValue(role),
      "expr": PlainValue(element.expression), "config": element.config(meta),
    ]
  }
}

extension SemanticModel.Dimension {
  fileprivate func plain(_ meta: PlainMap) -> PlainMap {
    [
      "name": .string(element.name.value), "type": .string(kind.rawValue),
      "description": PlainValue(element.description?.value),
      "label": PlainValue(element.label?.value), "is_partition": .bool(isPartition),
      "type_params": granularity.map {
        [
          "time_granularity": .string($0.rawValue),
          "validity_params": validity.map {
            ["is_start": .bool($0.isStart), "is_end": .bool($0.isEnd)]
          } ?? .null,
        ]
      } ?? .null,
      "expr": PlainValue(element.expression), "metadata": .null, "config": element.config(meta),
    ]
  }
}

extension SemanticModel.Measure {
  fileprivate func plain(_ meta: PlainMap) -> PlainMap {
    [
      "name": .string(element.name.value), "agg": .string(aggregation.rawValue),
      "description": PlainValue(element.description?.value),
      "label": PlainValue(element.label?.value), "create_metric": false,
      "expr": PlainValue(element.expression),
      "agg_params": parameters.map { .map($0.plain) } ?? .null,
      "non_additive_dimension": nonAdditive.map { .map($0.plain) } ?? .null,
      "agg_time_dimension": PlainValue(timeDimension?.value), "config": element.config(meta),
    ]
  }
}

extension PercentileParameters {
  var plain: PlainMap {
    [
      "percentile": percentile.map(PlainValue.double) ?? .null,
      "use_discrete_percentile": .bool(isDiscrete),
      "use_approximate_percentile": .bool(isApproximate),
    ]
  }
}

extension NonAdditiveDimension {
  var plain: PlainMap {
    [
      "name": .string(name.value), "window_choice": .string(window.rawValue),
      "window_groupings": .list(groupings.map(PlainValue.string)),
    ]
  }
}
