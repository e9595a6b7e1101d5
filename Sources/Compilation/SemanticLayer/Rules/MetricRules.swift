import Diagnostics

/// Metrics of every kind, and those that add up over time.
enum MetricRules {
  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    layer.metrics.flatMap { entry in
      SemanticName.violations(of: entry.node) + constraints(entry) + cumulative(entry, layer)
    } + labels(layer) + aliases(layer)
  }

  private static func labels(_ layer: SemanticLayer) -> [Diagnostic] {
    var seen: [String: Span] = [:]
    return layer.metrics.compactMap { entry in
      guard let span = entry.metric.labelSpan ?? entry.place else { return nil }
      let label = Located(entry.metric.label, at: span)
      defer { seen[label.value] = seen[label.value] ?? label.span }
      return seen[label.value].map { .labelTwice(label, first: $0) }
    }
  }

  /// The same measure under different conditions: each use needs a name of its own.
  private static func constraints(_ entry: SemanticLayer.Entry) -> [Diagnostic] {
    let groups = Dictionary(grouping: entry.metric.parameters.inputMeasures, by: \.name.value)
    return groups.sorted { $0.key < $1.key }.compactMap { name, uses in
      guard uses.count > 1,
        let open = uses.first(where: { $0.alias == nil && $0.filter != nil })
      else { return nil }
      return .semantic(
        "metric-rule",
        "`\(entry.name)` uses the measure `\(name)` under different conditions, and so each needs an `alias`",
        at: open.name.span)
    }
  }

  /// An alias is no measure's name, and means one use of one measure.
  private static func aliases(_ layer: SemanticLayer) -> [Diagnostic] {
    let measures = Set(layer.models.flatMap { $0.model.measures.map(\.element.name.value) })
    var found: [Diagnostic] = []
    var seen: [String: MeasureInput] = [:]
    for use in layer.metrics.flatMap(\.metric.ownMeasures) {
      guard let alias = use.alias else { continue }
      if measures.contains(alias.value) {
        found.append(
          .semantic("metric-rule", "`\(alias.value)` is a measure already", at: alias.span))
      } else if let first = seen[alias.value], first != use {
        found.append(
          .semantic(
            "metric-rule", "`\(alias.value)` is the alias of another use of a measure",
            at: alias.span, notes: [.init("first used here", at: first.alias?.span)]))
      }
      seen[alias.value] = seen[alias.value] ?? use
    }
    return found
  }

  private static func cumulative(
    _ entry: SemanticLayer.Entry, _ layer: SemanticLayer
  ) -> [Diagnostic] {
    guard entry.metric.kind == .cumulative, let rules = entry.metric.parameters.cumulative else {
      return []
    }
    var found: [Diagnostic] = []
    if let flat = entry.metric.parameters.window, let nested = rules.window,
      (flat.count, flat.granularity) != (nested.count, nested.granularity)
    {
      found.append(
        .semantic(
          "metric-rule", "`\(entry.name)` has two windows", at: flat.span,
          notes: [.init("the other one is here", at: nested.span)]))
    }
    if let grain = rules.grainToDate, !Granularity.names.contains(grain.value) {
      found.append(.granularity(grain.value, at: grain.span))
    }
    if let window = rules.window {
      found += self.window(window, layer)
      if let grain = rules.grainToDate {
        found.append(
          .semantic(
            "metric-rule", "a cumulative metric has a window or `grain_to_date`, and not both",
            at: grain.span, notes: [.init("the window is here", at: window.span)]))
      }
    }
    return found
  }

  static func window(
    _ window: TimeWindow, _ layer: SemanticLayer, allowsCustom: Bool = false
  ) -> [Diagnostic] {
    if Granularity.names.contains(window.granularity) { return [] }
    let custom = layer.customGranularities
    let isCustom =
      custom.contains(window.granularity)
      || (window.granularity.hasSuffix("s")
        && custom.contains(String(window.granularity.dropLast())))
    if isCustom, allowsCustom { return [] }
    return [.granularity(window.granularity, at: window.span)]
  }

  /// dbt's flag `require_nested_cumulative_type_params`.
  static func flatWindows(in layer: SemanticLayer) -> [Diagnostic] {
    layer.metrics.compactMap { entry in
      let parameters = entry.metric.parameters
      guard !entry.metric.isNewForm, parameters.window != nil || parameters.grainToDate != nil
      else { return nil }
      return .semantic(
        "metric-rule",
        "`window` and `grain_to_date` of `\(entry.name)` stand under `cumulative_type_params`",
        at: parameters.window?.span ?? entry.place)
    }
  }
}

extension SemanticLayer.Entry {
  /// Where it is named.
  var place: Span? { node.span }
}

extension Diagnostic {
  static func granularity(_ name: String, at span: Span) -> Diagnostic {
    .semantic(
      "unknown-value", "`\(name)` is no granularity of time here", at: span,
      help: NearMiss.help(for: name, among: Granularity.allCases.map(\.rawValue)))
  }
}
