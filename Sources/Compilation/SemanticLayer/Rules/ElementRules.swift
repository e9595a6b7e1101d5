import Diagnostics

/// Names and labels of entities, dimensions and measures, in a model and across models.
enum ElementRules {
  enum Kind: String {
    case measure, entity, dimension
  }

  static func violations(in layer: SemanticLayer) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for model in layer.models {
      found += unique(in: model) + names(in: model) + labels(in: model)
    }
    return found + kinds(in: layer) + pairs(in: layer) + dimensionKinds(in: layer)
  }

  private static func elements(
    of model: SemanticLayer.Model
  ) -> [(kind: Kind, element: SemanticModel.Element)] {
    model.model.measures.map { (.measure, $0.element) }
      + model.model.entities.map { (.entity, $0.element) }
      + model.model.dimensions.map { (.dimension, $0.element) }
  }

  private static func unique(in model: SemanticLayer.Model) -> [Diagnostic] {
    var seen: [String: (kind: Kind, span: Span)] = [:]
    return elements(of: model).compactMap { kind, element in
      let name = element.name
      guard let first = seen[name.value] else {
        seen[name.value] = (kind, name.span)
        return nil
      }
      return .semantic(
        "semantic-name", "`\(name.value)` is a \(first.kind) of `\(model.name)` already",
        at: name.span, notes: [.init("first used here", at: first.span)])
    }
  }

  private static func names(in model: SemanticLayer.Model) -> [Diagnostic] {
    elements(of: model).compactMap { _, element in
      if SemanticName.isKeyword(element.name.value) {
        return .semantic(
          "semantic-name", "`\(element.name.value)` is a keyword of SQL", at: element.name.span)
      }
      return SemanticName.violation(element.name)?.asSemantic
    }
  }

  private static func labels(in model: SemanticLayer.Model) -> [Diagnostic] {
    var seen: [String: Span] = [:]
    return elements(of: model).compactMap { kind, element in
      guard let label = element.label else { return nil }
      let key = "\(kind) \(label.value)"
      defer { seen[key] = seen[key] ?? label.span }
      return seen[key].map { .labelTwice(label, first: $0) }
    }
  }

  /// A name means the same kind of thing in every model.
  private static func kinds(in layer: SemanticLayer) -> [Diagnostic] {
    var seen: [String: (kind: Kind, model: String, span: Span)] = [:]
    var found: [Diagnostic] = []
    for model in layer.models {
      for (kind, element) in elements(of: model) {
        let name = element.name
        guard let first = seen[name.value] else {
          seen[name.value] = (kind, model.name, name.span)
          continue
        }
        guard first.kind != kind, first.model != model.name else { continue }
        found.append(
          .semantic(
            "semantic-name",
            "`\(name.value)` is a \(kind) in `\(model.name)` and a \(first.kind) in `\(first.model)`",
            at: name.span, notes: [.init("the other one is here", at: first.span)]))
      }
    }
    return found
  }

  /// A dimension of a primary entity is defined in one model.
  private static func pairs(in layer: SemanticLayer) -> [Diagnostic] {
    var seen: [String: (model: String, span: Span)] = [:]
    var found: [Diagnostic] = []
    for model in layer.models {
      let own = model.model.entities.first { $0.kind == .primary }?.element.name.value
      guard let entity = model.model.primaryEntity?.value ?? own else { continue }
      for dimension in model.model.dimensions {
        let name = dimension.element.name
        let key = "\(entity) \(name.value)"
        if let first = seen[key], first.model != model.name {
          found.append(
            .semantic(
              "semantic-name",
              "the dimension `\(name.value)` of the entity `\(entity)` is in `\(first.model)` already",
              at: name.span, notes: [.init("first defined here", at: first.span)]))
        }
        seen[key] = seen[key] ?? (model.name, name.span)
      }
    }
    return found
  }

  private static func dimensionKinds(in layer: SemanticLayer) -> [Diagnostic] {
    var seen: [String: (dimension: SemanticModel.Dimension, model: String)] = [:]
    var found: [Diagnostic] = []
    for model in layer.models {
      for dimension in model.model.dimensions {
        let name = dimension.element.name
        guard let (first, owner) = seen[name.value] else {
          seen[name.value] = (dimension, model.name)
          continue
        }
        let notes = [Diagnostic.Note("the other one is here", at: first.element.name.span)]
        if first.kind != dimension.kind {
          found.append(
            .semantic(
              "semantic-model-rule",
              "the dimension `\(name.value)` is \(dimension.kind) here and \(first.kind) in `\(owner)`",
              at: name.span, notes: notes))
        } else if first.isPartition != dimension.isPartition {
          found.append(
            .semantic(
              "semantic-model-rule",
              "the dimension `\(name.value)` is a partition in one of its models only",
              at: name.span, notes: notes))
        }
      }
    }
    return found
  }
}
