import Diagnostics

/// Time spines: one a granularity, and one of days at least.
enum TimeSpineRules {
  static func missing(in layer: SemanticLayer) -> [Diagnostic] {
    let isDaily = layer.timeSpines.contains { $0.granularity <= .day }
    guard !isDaily, !layer.hasLegacyTimeSpine else { return [] }
    return [
      Diagnostic(
        code: "time-spine", "semantic models need a time spine of days or less",
        at: layer.models.first?.node.span,
        help: ["give a model with a column of dates `time_spine: {standard_granularity_column: …}`"]
      ).known(
        as: """
          The semantic layer requires a time spine model with granularity DAY or smaller in the \
          project, but none was found.
          """, "Parsing")
    ]
  }

  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    unique(in: layer) + customNames(in: layer)
  }

  private static func unique(in layer: SemanticLayer) -> [Diagnostic] {
    var seen: [Granularity: TimeSpine] = [:]
    return layer.timeSpines.compactMap { spine in
      guard let first = seen[spine.granularity] else {
        seen[spine.granularity] = spine
        return nil
      }
      return .semanticWarning(
        "time-spine", "there are two time spines of a \(spine.granularity.rawValue)",
        at: spine.node.span, notes: [.init("the other one is here", at: first.node.span)])
    }
  }

  private static func customNames(in layer: SemanticLayer) -> [Diagnostic] {
    var taken: [String: String] = [:]
    for model in layer.models {
      taken[model.name] = "a semantic model"
      for measure in model.model.measures { taken[measure.element.name.value] = "a measure" }
      for entity in model.model.entities { taken[entity.element.name.value] = "an entity" }
      for dimension in model.model.dimensions {
        taken[dimension.element.name.value] = "a dimension"
      }
    }
    for metric in layer.metrics { taken[metric.name] = "a metric" }
    return layer.timeSpines.flatMap(\.custom).compactMap { custom in
      let name = custom.name
      if let problem = SemanticName.violation(name) { return problem.asSemantic }
      defer { taken[name.value] = "a custom granularity" }
      return taken[name.value].map {
        .semantic("semantic-name", "`\(name.value)` is \($0) already", at: name.span)
      }
    }
  }
}
