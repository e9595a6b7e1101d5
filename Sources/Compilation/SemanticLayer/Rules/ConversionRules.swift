import Diagnostics

/// Conversion metrics: what is counted, and by which entity.
enum ConversionRules {
  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    layer.metrics.flatMap { entry -> [Diagnostic] in
      guard let rules = entry.metric.parameters.conversion else { return [] }
      var found: [Diagnostic] = []
      if let window = rules.window { found += MetricRules.window(window, layer) }
      let ends: [(input: MeasureInput?, properties: [Located<String>], isBase: Bool)] = [
        (rules.baseMeasure, rules.constantProperties?.map(\.base) ?? [], true),
        (rules.conversionMeasure, rules.constantProperties?.map(\.conversion) ?? [], false),
      ]
      var asked: Set<String> = []
      for end in ends {
        guard let input = end.input, let model = layer.model(ofMeasure: input.name.value) else {
          continue
        }
        if asked.insert(model.name).inserted { found += entity(rules.entity, model) }
        found += properties(end.properties, model)
        found += counted(input, model)
        if !end.isBase, input.filter != nil { found.append(.filtered(input)) }
      }
      return found
    }
  }

  private static func entity(
    _ entity: Located<String>, _ model: SemanticLayer.Model
  ) -> [Diagnostic] {
    let known = model.model.entities.map(\.element.name.value)
    guard !known.contains(entity.value) else { return [] }
    return [
      .semantic(
        "metric-rule", "`\(model.name)` has no entity `\(entity.value)`", at: entity.span,
        help: NearMiss.help(for: entity.value, among: known))
    ]
  }

  private static func properties(
    _ properties: [Located<String>], _ model: SemanticLayer.Model
  ) -> [Diagnostic] {
    let known =
      model.model.entities.map(\.element.name.value)
      + model.model.dimensions.map(\.element.name.value)
    return properties.filter { !known.contains($0.value) }.map {
      .semantic(
        "metric-rule", "`\(model.name)` has no dimension or entity `\($0.value)`", at: $0.span,
        help: NearMiss.help(for: $0.value, among: known))
    }
  }

  private static func counted(
    _ input: MeasureInput, _ model: SemanticLayer.Model
  ) -> [Diagnostic] {
    guard let measure = model.model.measure(named: input.name.value) else { return [] }
    switch measure.aggregation {
    case .count, .countDistinct: return []
    case .sum where measure.element.expression == "1": return []
    default:
      return [
        .semantic(
          "metric-rule",
          "a conversion counts: `\(input.name.value)` is a \(measure.aggregation.rawValue)",
          at: input.name.span, help: ["use a measure with `count`, `count_distinct` or a sum of 1"])
      ]
    }
  }
}

extension Diagnostic {
  fileprivate static func filtered(_ input: MeasureInput) -> Diagnostic {
    .semanticWarning(
      "metric-rule",
      "a filter on the conversion `\(input.name.value)` is not fully supported",
      at: input.name.span)
  }
}
