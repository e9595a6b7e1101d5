import Diagnostics

/// Measures: unique, in time, with the arguments that their aggregation takes.
enum MeasureRules {
  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    unique(in: layer)
      + layer.models.flatMap { model in
        model.model.measures.flatMap { violations(of: $0, in: model) }
      }
      + layer.metrics.flatMap { violations(of: $0, in: layer) }
  }

  private static func unique(in layer: SemanticLayer) -> [Diagnostic] {
    var owners: [String: (model: String, span: Span)] = [:]
    var found: [Diagnostic] = []
    for model in layer.models {
      for measure in model.model.measures {
        let name = measure.element.name
        if let first = owners[name.value], first.model != model.name {
          found.append(
            .semantic(
              "duplicate-measure",
              "the measure `\(name.value)` is in the semantic models `\(first.model)` and `\(model.name)`",
              at: name.span, notes: [.init("first defined here", at: first.span)]))
        }
        owners[name.value] = owners[name.value] ?? (model.name, name.span)
      }
    }
    return found
  }

  private static func violations(
    of measure: SemanticModel.Measure, in model: SemanticLayer.Model
  ) -> [Diagnostic] {
    let subject = Subject(
      kind: "measure", name: measure.element.name.value, span: measure.element.name.span)
    return subject.percentile(measure.aggregation, measure.parameters)
      + subject.count(measure.aggregation, measure.element.expression)
      + time(of: measure, in: model)
      + (measure.nonAdditive.map {
        subject.nonAdditive($0, time: timeDimension(of: measure, in: model), in: model)
      } ?? [])
  }

  static func timeDimension(
    of measure: SemanticModel.Measure, in model: SemanticLayer.Model
  ) -> String? {
    measure.timeDimension?.value ?? model.model.defaultTimeDimension?.value
  }

  private static func time(
    of measure: SemanticModel.Measure, in model: SemanticLayer.Model
  ) -> [Diagnostic] {
    let known = model.model.timeDimensions
    guard let written = measure.timeDimension ?? model.model.defaultTimeDimension else {
      return [
        .semantic(
          "measure-rule", "the measure `\(measure.element.name.value)` has no time dimension",
          at: measure.element.name.span,
          help: ["set `agg_time_dimension`, here or under `defaults` of the semantic model"])
      ]
    }
    // A wrong default is said once, where it is written.
    guard !known.contains(written.value), measure.timeDimension != nil else { return [] }
    return [
      .semantic(
        "measure-rule", "`\(model.name)` has no time dimension `\(written.value)`",
        at: written.span, help: NearMiss.help(for: written.value, among: known))
    ]
  }

  private static func violations(
    of entry: SemanticLayer.Entry, in layer: SemanticLayer
  ) -> [Diagnostic] {
    guard let aggregation = entry.metric.parameters.aggregation,
      let model = layer.model(named: aggregation.semanticModel)
    else { return [] }
    let subject = Subject(kind: "metric", name: entry.name, span: entry.node.span)
    return subject.percentile(aggregation.aggregation, aggregation.percentile)
      + subject.count(aggregation.aggregation, entry.metric.parameters.expression)
      + (aggregation.nonAdditive.map {
        subject.nonAdditive($0, time: aggregation.timeDimension, in: model)
      } ?? [])
  }
}

/// A measure, or a metric that stands for one.
private struct Subject {
  let kind: String
  let name: String
  let span: Span?

  func percentile(_ aggregation: Aggregation, _ parameters: PercentileParameters?) -> [Diagnostic] {
    switch aggregation {
    case .percentile:
      guard let value = parameters?.percentile else {
        return [rule("is a percentile and does not say which", ["set `percentile: 0.9`"])]
      }
      guard value <= 0 || value >= 1 else { return [] }
      return [
        rule("has a percentile that is not between 0 and 1", ["use `min` and `max` for 0 and 1"])
      ]
    case .median:
      if let value = parameters?.percentile, value != 0.5 {
        return [rule("is a median, and its percentile is 0.5 and nothing else")]
      }
      return parameters?.isDiscrete == true ? [rule("is a median, which is never discrete")] : []
    default:
      let isUsed =
        (parameters?.percentile ?? 0) != 0 || parameters?.isDiscrete == true
        || parameters?.isApproximate == true
      return isUsed ? [rule("has arguments that only a percentile takes")] : []
    }
  }

  func count(_ aggregation: Aggregation, _ expression: String?) -> [Diagnostic] {
    guard aggregation == .count else { return [] }
    guard let expression else {
      return [rule("is a count and needs `expr`", ["write `expr: 1` to count the rows"])]
    }
    return expression.lowercased().hasPrefix("distinct ")
      ? [rule("counts what is distinct", ["use `agg: count_distinct`"])] : []
  }

  func nonAdditive(
    _ rules: NonAdditiveDimension, time: String?, in model: SemanticLayer.Model
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let dimensions = model.model.dimensions
    if let dimension = dimensions.first(where: { $0.element.name.value == rules.name.value }) {
      let own = dimensions.first { $0.element.name.value == time }?.granularity
      if dimension.kind != .time {
        found.append(place(rules, "a non-additive dimension is a time dimension"))
      } else if let own, let other = dimension.granularity, own != other {
        found.append(
          place(rules, "a non-additive dimension has the granularity of `\(time ?? "")`"))
      }
    } else {
      let names = dimensions.map(\.element.name.value)
      found.append(
        .semantic(
          "measure-rule", "`\(model.name)` has no dimension `\(rules.name.value)`",
          at: rules.name.span, help: NearMiss.help(for: rules.name.value, among: names)))
    }
    if rules.window != .min, rules.window != .max {
      found.append(place(rules, "the window of a non-additive dimension is `min` or `max`"))
    }
    let entities = model.model.entities.map(\.element.name.value)
    for group in rules.groupings where !entities.contains(group) {
      found.append(
        place(
          rules, "`\(model.name)` has no entity `\(group)`",
          NearMiss.help(for: group, among: entities)))
    }
    return found
  }

  private func rule(_ text: String, _ help: [String] = []) -> Diagnostic {
    .semantic("measure-rule", "the \(kind) `\(name)` \(text)", at: span, help: help)
  }

  private func place(
    _ rules: NonAdditiveDimension, _ text: String, _ help: [String] = []
  ) -> Diagnostic {
    .semantic("measure-rule", text, at: rules.name.span, help: help)
  }
}
