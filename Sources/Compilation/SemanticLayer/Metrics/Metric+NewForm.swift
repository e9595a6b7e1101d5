import Diagnostics
import PlainData
import ProjectLoading
import YAML

extension Metric {
  /// Which model a metric stands under in the newer form.
  struct Owner {
    let semanticModel: String
    let timeDimension: String?
  }

  /// An entry without `type_params`: under a model, or at the top level, where it cannot be simple.
  static func readNewForm(_ reader: inout MappingReader, of owner: Owner?) -> Metric? {
    guard var metric = common(&reader, label: reader.string("label")) else { return nil }
    metric.isNewForm = true
    var parameters = Parameters()
    parameters.numerator = reader.metricInput("numerator")
    parameters.denominator = reader.metricInput("denominator")
    parameters.expression = reader.expression("expr")
    parameters.window = reader.window("window")
    parameters.metrics = reader.metricInputs("input_metrics")
    parameters.joinsToTimeSpine = reader.bool("join_to_timespine") ?? false
    parameters.isPrivate = reader.bool("hidden") ?? false
    parameters.aggregation = aggregation(&reader, metric.kind, owner)
    parameters.cumulative = cumulative(&reader, metric.kind, parameters.window)
    parameters.conversion = conversion(&reader, metric.kind, parameters.window)
    reader.expect(["fill_nulls_with"])
    metric.parameters = parameters
    if let missing = metric.missingInput, reader.problems.allSatisfy({ $0.severity != .error }) {
      reader.problems.append(missing.placed(at: reader.node))
    }
    return metric
  }

  private static func aggregation(
    _ reader: inout MappingReader, _ kind: MetricKind, _ owner: Owner?
  ) -> AggregationParameters? {
    let way: Aggregation? = reader.choice("agg")
    let percentile = reader.number("percentile")
    let type = reader.string("percentile_type")?.value.lowercased()
    let time = reader.string("agg_time_dimension")?.value
    let nonAdditive = reader.nested("non_additive_dimension", "a non-additive dimension") {
      NonAdditiveDimension.read(&$0, window: "window_agg", groupings: "group_by")
    }
    guard let way else { return nil }
    guard let owner, kind == .simple else {
      if let place = reader.node("agg")?.span { reader.problems.append(.simpleWithoutModel(place)) }
      return nil
    }
    return AggregationParameters(
      semanticModel: owner.semanticModel, aggregation: way,
      percentile: PercentileParameters(
        percentile: percentile, isDiscrete: type == "discrete",
        isApproximate: type == "continuous"),
      timeDimension: time ?? owner.timeDimension, nonAdditive: nonAdditive)
  }

  private static func cumulative(
    _ reader: inout MappingReader, _ kind: MetricKind, _ window: TimeWindow?
  ) -> Cumulative? {
    let grain = reader.string("grain_to_date")
    let period: PeriodAggregation = reader.choice("period_agg") ?? .first
    let input = reader.metricInput("input_metric")
    guard kind == .cumulative else { return nil }
    return Cumulative(window: window, grainToDate: grain, periodAggregation: period, metric: input)
  }

  private static func conversion(
    _ reader: inout MappingReader, _ kind: MetricKind, _ window: TimeWindow?
  ) -> Conversion? {
    let entity = reader.string("entity")
    let calculation: ConversionCalculation? = reader.choice("calculation")
    let base = reader.metricInput("base_metric")
    let other = reader.metricInput("conversion_metric")
    let properties = reader.constantProperties()
    guard kind == .conversion else { return nil }
    for key in ["entity", "base_metric", "conversion_metric"] where reader.node[key] == nil {
      reader.problems.append(.missingKey(key, "a conversion metric", reader.node))
    }
    guard let entity else { return nil }
    return Conversion(
      entity: entity, baseMetric: base, conversionMetric: other,
      calculation: calculation ?? .conversionRate, window: window, constantProperties: properties)
  }
}

extension Diagnostic {
  fileprivate static func simpleWithoutModel(_ span: Span) -> Diagnostic {
    Diagnostic(
      code: "metric-without-model",
      "a simple metric with `agg` stands under `metrics` of the model that it is taken from",
      at: span)
  }
}
