import Diagnostics

/// Semantic models: primary and natural entities, defaults, windows of validity.
enum SemanticModelRules {
  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    layer.models.flatMap { model in
      defaults(model) + primaryEntity(model) + validity(model)
        + SemanticName.violations(of: model.node)
    } + labels(layer)
  }

  private static func defaults(_ model: SemanticLayer.Model) -> [Diagnostic] {
    let known = model.model.timeDimensions
    guard let name = model.model.defaultTimeDimension, !known.contains(name.value) else {
      return []
    }
    return [
      .semantic(
        "semantic-model-rule", "`\(model.name)` has no time dimension `\(name.value)`",
        at: name.span, help: NearMiss.help(for: name.value, among: known))
    ]
  }

  private static func primaryEntity(_ model: SemanticLayer.Model) -> [Diagnostic] {
    let primary = model.model.entities.filter { $0.kind == .primary }
    if primary.count > 1 {
      return [
        .semantic(
          "semantic-model-rule", "`\(model.name)` has more than one primary entity",
          at: primary[1].element.name.span,
          notes: [.init("the first one is here", at: primary[0].element.name.span)])
      ]
    }
    if let named = model.model.primaryEntity, let own = primary.first {
      return [
        .semantic(
          "semantic-model-rule",
          "`\(model.name)` has `primary_entity` and an entity that is primary", at: named.span,
          notes: [.init("the primary entity is here", at: own.element.name.span)])
      ]
    }
    guard primary.isEmpty, model.model.primaryEntity == nil, !model.model.dimensions.isEmpty else {
      return []
    }
    return [
      .semantic(
        "semantic-model-rule", "`\(model.name)` has dimensions and no primary entity",
        at: model.node.span, help: ["give it an entity of type `primary`, or `primary_entity`"])
    ]
  }

  /// Two time dimensions bound a row's validity, and then a natural entity identifies it.
  private static func validity(_ model: SemanticLayer.Model) -> [Diagnostic] {
    let bounds = model.model.dimensions.filter { $0.validity != nil }
    let natural = model.model.entities.filter { $0.kind == .natural }
    if natural.count > 1 {
      return [rule(model, "has more than one natural entity", natural[1].element.name.span)]
    }
    guard !bounds.isEmpty else {
      guard let entity = natural.first else { return [] }
      return [
        rule(model, "has a natural entity and no window of validity", entity.element.name.span)
      ]
    }
    let starts = bounds.filter { $0.validity?.isStart == true }
    let ends = bounds.filter { $0.validity?.isEnd == true }
    if bounds.count != 2 || starts.count != 1 || ends.count != 1 {
      return [
        rule(
          model, "needs two dimensions with `validity_params`, one `is_start` and one `is_end`",
          bounds[0].element.name.span)
      ]
    }
    if natural.isEmpty {
      return [rule(model, "has a window of validity and no natural entity", model.node.span)]
    }
    if let key = model.model.entities.first(where: { [.primary, .unique].contains($0.kind) }) {
      return [
        rule(
          model, "has a window of validity and cannot have a primary or unique entity",
          key.element.name.span)
      ]
    }
    guard let measure = model.model.measures.first else { return [] }
    return [
      rule(
        model, "has a window of validity and cannot have measures", measure.element.name.span)
    ]
  }

  private static func rule(
    _ model: SemanticLayer.Model, _ text: String, _ span: Span?
  ) -> Diagnostic {
    .semantic("semantic-model-rule", "`\(model.name)` \(text)", at: span)
  }

  private static func labels(_ layer: SemanticLayer) -> [Diagnostic] {
    var seen: [String: Span] = [:]
    return layer.models.compactMap { model in
      guard let label = model.model.label else { return nil }
      defer { seen[label.value] = seen[label.value] ?? label.span }
      return seen[label.value].map { .labelTwice(label, first: $0) }
    }
  }
}

extension Diagnostic {
  static func labelTwice(_ label: Located<String>, first: Span) -> Diagnostic {
    .semantic(
      "duplicate-label", "the label `\(label.value)` is used twice", at: label.span,
      notes: [.init("first used here", at: first)])
  }
}
