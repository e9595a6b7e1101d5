import Diagnostics
import PlainData
import ProjectLoading
import YAML

/// The newer form: a model's own entry says what its columns mean.
struct ModelSemantics {
  var semanticModel: SemanticModel
  /// `semantic_model.name`, or the model's.
  var name: Located<String>
  /// What `semantic_model:` says of configs.
  var config = PlainMap()
  var problems: [Diagnostic] = []

  /// nil where the model's entry says nothing of `semantic_model`, or `false`.
  init?(_ properties: NodeProperties) {
    guard let node = properties.other("semantic_model"), !node.isNull, node.bool != false else {
      return nil
    }
    name = properties.name
    semanticModel = SemanticModel(
      model: "ref('\(properties.name.value)')", modelSpan: properties.name.span)
    var reader = MappingReader(properties.shared.node, subject: "a model")
    semanticModel.hasDefaults = true
    semanticModel.isDescribed = true
    semanticModel.defaultTimeDimension = reader.string("agg_time_dimension")
    semanticModel.primaryEntity = reader.string("primary_entity")
    if node.bool == nil { readConfig(node) }
    for column in properties.columns { read(column) }
    readDerived(&reader)
    problems += reader.problems
  }

  private mutating func readConfig(_ node: YAMLNode) {
    var reader = MappingReader(node, subject: "`semantic_model` of a model")
    if node.kind == .mapping {
      if let own = reader.string("name") { name = own }
      if let meta = reader.mapping("config")?["meta"] {
        config["meta"] = meta.plain
      }
      let enabled = reader.bool("enabled") ?? true
      let group = reader.string("group")?.value
      if reader.node("config") != nil {
        config["enabled"] = .bool(enabled)
        if let group { config["group"] = .string(group) }
      }
      reader.finish()
    }
    problems += reader.problems
  }

  private mutating func read(_ column: ColumnProperties) {
    var reader = MappingReader(column.shared.node, subject: "a column")
    if let node = reader.node("dimension") { readDimension(node, of: column, &reader) }
    if let node = reader.node("entity") { readEntity(node, of: column, &reader) }
    problems += reader.problems
  }

  private mutating func readDimension(
    _ node: YAMLNode, of column: ColumnProperties, _ reader: inout MappingReader
  ) {
    var element = column.element
    let granularity: Granularity? = reader.choice("granularity")
    guard node.kind == .mapping else {
      if let kind: DimensionKind = reader.choice("dimension") {
        check(kind, granularity, element.name, node)
        semanticModel.dimensions.append(.init(element: element, kind: kind))
      }
      return
    }
    let dimension = reader.nested(node, "a dimension") { fields -> SemanticModel.Dimension? in
      let kind: DimensionKind? = fields.requiredChoice("type")
      element.takeOver(&fields, column)
      let isPartition = fields.bool("is_partition") ?? false
      let validity = fields.validity()
      return kind.map {
        SemanticModel.Dimension(
          element: element, kind: $0, isPartition: isPartition, granularity: granularity,
          validity: granularity == nil ? nil : validity)
      }
    }
    guard let dimension else { return }
    check(dimension.kind, granularity, dimension.element.name, node)
    semanticModel.dimensions.append(dimension)
  }

  private mutating func check(
    _ kind: DimensionKind, _ granularity: Granularity?, _ name: Located<String>, _ node: YAMLNode
  ) {
    let hasValidity = node["validity_params"] != nil
    guard granularity == nil, kind == .time || hasValidity else { return }
    problems.append(.noGranularity(name.value, at: node.place))
  }

  private mutating func readEntity(
    _ node: YAMLNode, of column: ColumnProperties, _ reader: inout MappingReader
  ) {
    var element = column.element
    guard node.kind == .mapping else {
      if let kind: EntityKind = reader.choice("entity") {
        semanticModel.entities.append(.init(element: element, kind: kind))
      }
      return
    }
    let entity = reader.nested(node, "an entity") { fields -> SemanticModel.Entity? in
      let kind: EntityKind? = fields.requiredChoice("type")
      let own = fields.node("config") == nil ? nil : fields.metaConfig()
      element.takeOver(&fields, column)
      if let own { element.meta = own }
      return kind.map { SemanticModel.Entity(element: element, kind: $0) }
    }
    if let entity { semanticModel.entities.append(entity) }
  }

  private mutating func readDerived(_ reader: inout MappingReader) {
    guard let derived = reader.mapping("derived_semantics") else { return }
    var fields = MappingReader(derived, subject: "`derived_semantics` of a model")
    semanticModel.dimensions += fields.items("dimensions", "a derived dimension") {
      var element = $0.element()
      element?.expression = $0.required("expr")?.value
      let kind: DimensionKind? = $0.requiredChoice("type")
      let granularity: Granularity? = $0.choice("granularity")
      let isPartition = $0.bool("is_partition") ?? false
      let validity = $0.validity()
      guard let element, let kind else { return nil }
      return SemanticModel.Dimension(
        element: element, kind: kind, isPartition: isPartition, granularity: granularity,
        validity: granularity == nil ? nil : validity)
    }
    semanticModel.entities += fields.items("entities", "a derived entity") {
      var element = $0.element()
      element?.expression = $0.required("expr")?.value
      let kind: EntityKind? = $0.requiredChoice("type")
      guard let element, let kind else { return nil }
      return SemanticModel.Entity(element: element, kind: kind)
    }
    fields.finish(unknownKeys: .warning)
    problems += fields.problems
  }
}

extension ColumnProperties {
  /// What a dimension or an entity has from its column unless it says otherwise.
  fileprivate var element: SemanticModel.Element {
    SemanticModel.Element(
      name: name, description: shared.description ?? Located("", at: name.span),
      meta: meta)
  }
}

extension SemanticModel.Element {
  /// The fields of a mapping under `dimension:` or `entity:`, over those of the column.
  fileprivate mutating func takeOver(_ fields: inout MappingReader, _ column: ColumnProperties) {
    if let own = fields.string("name"), own.value != column.name.value {
      name = own
      expression = column.name.value
    }
    if let own = fields.string("description"), !own.value.isEmpty { description = own }
    label = fields.string("label")
    for (key, value) in fields.metaConfig() { meta[key] = value }
  }
}

extension Diagnostic {
  fileprivate static func noGranularity(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      code: "missing-granularity", "the column of the time dimension `\(name)` needs `granularity`",
      at: span, help: ["add `granularity: day`, or what it is kept in"])
  }
}
