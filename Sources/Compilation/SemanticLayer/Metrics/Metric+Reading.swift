import Diagnostics
import PlainData
import ProjectLoading
import YAML

extension Metric {
  /// An entry of `metrics:`; with `type_params` it is of the older form, without of the newer.
  static func read(_ reader: inout MappingReader) -> Metric? {
    reader.node["type_params"] == nil ? readNewForm(&reader, of: nil) : readOldForm(&reader)
  }

  private static func readOldForm(_ reader: inout MappingReader) -> Metric? {
    let label = reader.required("label")
    guard var metric = common(&reader, label: label) else { return nil }
    metric.tags = reader.strings("tags").map(\.value)
    reader.expect(["meta"])
    let kind = metric.kind
    if let parameters = reader.nested(
      "type_params", "`type_params` of a metric", { Parameters.read(&$0, kind) })
    {
      metric.parameters = parameters
    }
    if let missing = metric.missingInput { reader.problems.append(missing.placed(at: reader.node)) }
    return label == nil ? nil : metric
  }

  /// What both forms have.
  static func common(_ reader: inout MappingReader, label: Located<String>?) -> Metric? {
    let kind: MetricKind? = reader.node("type") == nil ? .simple : reader.choice("type")
    reader.expect(["name", "description", "config", "type_params"])
    let filter = reader.filter("filter")
    let granularity = reader.string("time_granularity")?.value
    guard let kind, let name = reader.string("name") else { return nil }
    return Metric(
      kind: kind, kindSpan: reader.node("type")?.span, label: label?.value ?? name.value,
      labelSpan: label?.span, timeGranularity: granularity, filter: filter)
  }

  /// What a metric of its kind cannot do without; nil when it is there.
  var missingInput: MissingInput? {
    let parameters = parameters
    switch kind {
    case .simple:
      return parameters.measure == nil && parameters.aggregation == nil
        ? MissingInput(kind: kind, key: isNewForm ? "agg" : "type_params.measure") : nil
    case .cumulative:
      return parameters.measure == nil && parameters.cumulative?.metric == nil
        ? MissingInput(kind: kind, key: isNewForm ? "input_metric" : "type_params.measure") : nil
    case .ratio:
      let key = parameters.numerator == nil ? "numerator" : "denominator"
      return parameters.numerator == nil || parameters.denominator == nil
        ? MissingInput(kind: kind, key: isNewForm ? key : "type_params.\(key)") : nil
    case .derived:
      return parameters.metrics.isEmpty
        ? MissingInput(kind: kind, key: isNewForm ? "input_metrics" : "type_params.metrics") : nil
    case .conversion:
      return parameters.conversion == nil
        ? MissingInput(
          kind: kind, key: isNewForm ? "base_metric" : "type_params.conversion_type_params") : nil
    }
  }

  struct MissingInput {
    let kind: MetricKind
    let key: String

    func placed(at node: YAMLNode) -> Diagnostic {
      let place = node["type_params"]?.place ?? node["name"]?.span ?? node.place
      return Diagnostic(
        code: "missing-key", "a \(kind.rawValue) metric needs the key `\(key)`", at: place)
    }
  }
}

extension Metric.Parameters {
  fileprivate static func read(_ reader: inout MappingReader, _ kind: MetricKind) -> Self {
    var result = Self()
    result.measure = reader.measureInput("measure")
    result.numerator = reader.metricInput("numerator")
    result.denominator = reader.metricInput("denominator")
    result.expression = reader.expression("expr")
    result.window = reader.window("window")
    let grain = reader.string("grain_to_date")
    if grain != nil { result.grainToDate = reader.choice("grain_to_date") }
    result.metrics = reader.metricInputs("metrics")
    result.conversion = reader.nested("conversion_type_params", "`conversion_type_params`") {
      Metric.Conversion.readOldForm(&$0)
    }
    let cumulative = reader.nested("cumulative_type_params", "`cumulative_type_params`") {
      Metric.Cumulative(
        window: $0.window("window"), grainToDate: $0.string("grain_to_date"),
        periodAggregation: $0.choice("period_agg") ?? .first)
    }
    guard kind == .cumulative else { return result }
    var nested = cumulative ?? Metric.Cumulative()
    nested.window = nested.window ?? result.window
    nested.grainToDate = nested.grainToDate ?? grain
    result.cumulative = nested
    return result
  }
}

extension Metric.Conversion {
  fileprivate static func readOldForm(_ reader: inout MappingReader) -> Self? {
    let entity = reader.required("entity")
    for key in ["base_measure", "conversion_measure"] where reader.node[key] == nil {
      reader.problems.append(.missingKey(key, reader.subject, reader.node))
    }
    let base = reader.measureInput("base_measure")
    let conversion = reader.measureInput("conversion_measure")
    let calculation: ConversionCalculation = reader.choice("calculation") ?? .conversionRate
    let window = reader.window("window")
    let properties = reader.constantProperties()
    guard let entity else { return nil }
    return Self(
      entity: entity, baseMeasure: base, conversionMeasure: conversion, calculation: calculation,
      window: window, constantProperties: properties)
  }
}
