import Diagnostics
import PlainData
import ProjectLoading
import YAML

extension SemanticModel {
  /// An entry of `semantic_models:`; nil where it has no usable model.
  static func read(_ reader: inout MappingReader) -> SemanticModel? {
    let model = reader.required("model")
    let label = reader.string("label")
    let description = reader.node("description")
    let defaults: Located<String>?? = reader.nested("defaults", "`defaults` of a semantic model") {
      $0.string("agg_time_dimension")
    }
    let hasDefaults = reader.node("defaults") != nil
    let primary = reader.string("primary_entity")
    let entities = reader.items("entities", "an entity", Entity.read)
    let dimensions = reader.items("dimensions", "a dimension", Dimension.read)
    let measures = reader.items("measures", "a measure", Measure.read)
    reader.expect(["name", "description", "config"])
    guard let model else { return nil }
    var result = SemanticModel(model: model.value, modelSpan: model.span)
    result.label = label
    result.isDescribed = description != nil
    result.hasDefaults = hasDefaults
    result.defaultTimeDimension = defaults ?? nil
    result.primaryEntity = primary
    (result.entities, result.dimensions, result.measures) = (entities, dimensions, measures)
    return result
  }
}

extension SemanticModel.Entity {
  fileprivate static func read(_ reader: inout MappingReader) -> Self? {
    var element = reader.element()
    let kind: EntityKind? = reader.requiredChoice("type")
    let role = reader.string("role")?.value
    element?.expression = reader.expression("expr")
    guard let element, let kind else { return nil }
    return Self(element: element, kind: kind, role: role)
  }
}

extension SemanticModel.Dimension {
  fileprivate static func read(_ reader: inout MappingReader) -> Self? {
    var element = reader.element()
    let kind: DimensionKind? = reader.requiredChoice("type")
    element?.expression = reader.expression("expr")
    let isPartition = reader.bool("is_partition") ?? false
    var granularity: Granularity?
    var validity: SemanticModel.Validity?
    _ = reader.nested("type_params", "`type_params` of a dimension") { parameters in
      granularity = parameters.requiredChoice("time_granularity")
      validity = parameters.validity()
      return Void?.none
    }
    guard let element, let kind else { return nil }
    return Self(
      element: element, kind: kind, isPartition: isPartition, granularity: granularity,
      validity: validity)
  }
}

extension SemanticModel.Measure {
  fileprivate static func read(_ reader: inout MappingReader) -> Self? {
    var element = reader.element()
    let aggregation: Aggregation? = reader.requiredChoice("agg")
    element?.expression = reader.expression("expr")
    let parameters = reader.nested("agg_params", "`agg_params` of a measure") { parameters in
      PercentileParameters(
        percentile: parameters.number("percentile"),
        isDiscrete: parameters.bool("use_discrete_percentile") ?? false,
        isApproximate: parameters.bool("use_approximate_percentile") ?? false)
    }
    let nonAdditive = reader.nested("non_additive_dimension", "a non-additive dimension") {
      NonAdditiveDimension.read(&$0, window: "window_choice", groupings: "window_groupings")
    }
    let timeDimension = reader.string("agg_time_dimension")
    let makesMetric = reader.bool("create_metric") ?? false
    guard let element, let aggregation else { return nil }
    return Self(
      element: element, aggregation: aggregation, parameters: parameters, nonAdditive: nonAdditive,
      timeDimension: timeDimension, makesMetric: makesMetric)
  }
}

extension NonAdditiveDimension {
  /// The two forms of YAML name the same things differently.
  static func read(
    _ reader: inout MappingReader, window: String, groupings: String
  ) -> NonAdditiveDimension? {
    let name = reader.required("name")
    let choice: Aggregation? = reader.requiredChoice(window)
    let entities = reader.strings(groupings).map(\.value)
    guard let name, let choice else { return nil }
    return NonAdditiveDimension(name: name, window: choice, groupings: entities)
  }
}

extension MappingReader {
  mutating func validity() -> SemanticModel.Validity? {
    nested("validity_params", "`validity_params` of a dimension") {
      SemanticModel.Validity(
        isStart: $0.bool("is_start") ?? false, isEnd: $0.bool("is_end") ?? false)
    }
  }
}
