import Diagnostics

/// Metrics that are computed from others.
enum DerivedMetricRules {
  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    layer.metrics.flatMap { entry in
      offsets(entry, layer) + (entry.metric.kind == .derived ? derived(entry) : [])
        + proxied(entry, layer)
    }
  }

  private static func offsets(
    _ entry: SemanticLayer.Entry, _ layer: SemanticLayer
  ) -> [Diagnostic] {
    entry.metric.parameters.metrics.flatMap { input -> [Diagnostic] in
      var found: [Diagnostic] = []
      if let window = input.offsetWindow {
        found += MetricRules.window(window, layer, allowsCustom: true)
      }
      if let grain = input.offsetToGrain, !Granularity.names.contains(grain.value) {
        found.append(.granularity(grain.value, at: grain.span))
      }
      if let window = input.offsetWindow, let grain = input.offsetToGrain {
        found.append(
          .semantic(
            "metric-rule", "an input has `offset_window` or `offset_to_grain`, and not both",
            at: grain.span, notes: [.init("the window is here", at: window.span)]))
      }
      return found
    }
  }

  private static func derived(_ entry: SemanticLayer.Entry) -> [Diagnostic] {
    let inputs = entry.metric.parameters.metrics
    let names = Set(inputs.map(\.name.value))
    var found: [Diagnostic] = []
    for alias in inputs.compactMap(\.alias) {
      if let problem = SemanticName.violation(alias) { found.append(problem.asSemantic) }
      if names.contains(alias.value) {
        found.append(
          .semantic(
            "metric-rule", "`\(alias.value)` is an input of the metric already", at: alias.span))
      }
    }
    guard let expression = entry.metric.parameters.expression else {
      return found + [
        .semanticWarning(
          "metric-rule", "the derived metric `\(entry.name)` has no `expr`",
          at: entry.node.span)
      ]
    }
    for input in inputs {
      let name = input.alias ?? input.name
      guard expression.firstRange(of: name.value) == nil else { continue }
      found.append(
        .semanticWarning(
          "metric-rule",
          "`expr` of `\(entry.name)` does not use its input `\(name.value)`",
          at: name.span))
    }
    return found
  }

  /// A simple metric only passes its measure on; an expression of its own would be ignored.
  private static func proxied(
    _ entry: SemanticLayer.Entry, _ layer: SemanticLayer
  ) -> [Diagnostic] {
    guard entry.metric.kind == .simple, let use = entry.metric.parameters.measure,
      let expression = entry.metric.parameters.expression,
      let measure = layer.model(ofMeasure: use.name.value)?.model.measure(named: use.name.value),
      expression != measure.element.expression, expression != measure.element.name.value
    else { return [] }
    return [
      .semanticWarning(
        "metric-rule", "`expr` of `\(entry.name)` is ignored: its measure has one",
        at: entry.node.span)
    ]
  }
}
