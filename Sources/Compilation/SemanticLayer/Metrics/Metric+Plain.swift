import Diagnostics
import PlainData

extension Metric {
  /// Its own keys as dbt's manifest has them.
  var plain: PlainMap {
    [
      "label": .string(label), "type": .string(kind.rawValue),
      "type_params": .map(parameters.plain), "filter": filter.map { .map($0.plain) } ?? .null,
      "time_granularity": PlainValue(timeGranularity),
    ]
  }
}

extension Metric.Parameters {
  fileprivate var plain: PlainMap {
    [
      "measure": measure.map { .map($0.plain) } ?? .null,
      "input_measures": .list(inputMeasures.map { .map($0.plain) }),
      "numerator": numerator.map { .map($0.plain) } ?? .null,
      "denominator": denominator.map { .map($0.plain) } ?? .null,
      "expr": PlainValue(expression), "window": window.map { .map($0.plain) } ?? .null,
      "grain_to_date": PlainValue(grainToDate?.rawValue),
      "metrics": .list(metrics.map { .map($0.plain) }),
      "conversion_type_params": conversion.map { .map($0.plain) } ?? .null,
      "cumulative_type_params": cumulative.map { .map($0.plain) } ?? .null,
      "metric_aggregation_params": aggregation.map { .map($0.plain) } ?? .null,
      "fill_nulls_with": .null, "join_to_timespine": .bool(joinsToTimeSpine),
      "is_private": isPrivate.map(PlainValue.bool) ?? .null,
    ]
  }
}

extension MeasureInput {
  var plain: PlainMap {
    [
      "name": .string(name.value), "filter": filter.map { .map($0.plain) } ?? .null,
      "alias": PlainValue(alias?.value), "join_to_timespine": .bool(joinsToTimeSpine),
      "fill_nulls_with": fillsNullsWith.map(PlainValue.int) ?? .null,
    ]
  }
}

extension MetricInput {
  fileprivate var plain: PlainMap {
    [
      "name": .string(name.value), "filter": filter.map { .map($0.plain) } ?? .null,
      "alias": PlainValue(alias?.value),
      "offset_window": offsetWindow.map { .map($0.plain) } ?? .null,
      "offset_to_grain": PlainValue(offsetToGrain?.value),
    ]
  }
}

extension TimeWindow {
  fileprivate var plain: PlainMap {
    ["count": .int(count), "granularity": .string(granularity)]
  }
}

extension Metric.Conversion {
  fileprivate var plain: PlainMap {
    [
      "entity": .string(entity.value),
      "base_measure": baseMeasure.map { .map($0.plain) } ?? .null,
      "conversion_measure": conversionMeasure.map { .map($0.plain) } ?? .null,
      "base_metric": baseMetric.map { .map($0.plain) } ?? .null,
      "conversion_metric": conversionMetric.map { .map($0.plain) } ?? .null,
      "calculation": .string(calculation.rawValue),
      "window": window.map { .map($0.plain) } ?? .null,
      "constant_properties": constantProperties.map { properties in
        .list(
          properties.map {
            [
              "base_property": .string($0.base.value),
              "conversion_property": .string($0.conversion.value),
            ]
          })
      } ?? .null,
    ]
  }
}

extension Metric.Cumulative {
  fileprivate var plain: PlainMap {
    [
      "window": window.map { .map($0.plain) } ?? .null,
      "grain_to_date": PlainValue(grainToDate?.value),
      "period_agg": .string(periodAggregation.rawValue),
      "metric": metric.map { .map($0.plain) } ?? .null,
    ]
  }
}

extension Metric.AggregationParameters {
  fileprivate var plain: PlainMap {
    [
      "semantic_model": .string(semanticModel), "agg": .string(aggregation.rawValue),
      "agg_params": .map(percentile.plain), "agg_time_dimension": PlainValue(timeDimension),
      "non_additive_dimension": nonAdditive.map { .map($0.plain) } ?? .null,
    ]
  }
}
