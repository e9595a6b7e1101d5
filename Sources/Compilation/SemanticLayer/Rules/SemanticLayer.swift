import Diagnostics

/// Everything of a project that belongs to the semantic layer, enabled and connected.
struct SemanticLayer {
  var models: [Model] = []
  var metrics: [Entry] = []
  var savedQueries: [Query] = []
  var timeSpines: [TimeSpine] = []
  /// A model with dbt's old name for a time spine, which needs no `time_spine:`.
  var hasLegacyTimeSpine = false

  struct Model {
    let node: Node
    let model: SemanticModel
    var name: String { node.name }
  }

  struct Entry {
    let node: Node
    let metric: Metric
    var name: String { node.name }
  }

  struct Query {
    let node: Node
    let query: SavedQuery
  }

  init(_ nodes: [Node]) {
    for node in nodes {
      switch node.body {
      case .semanticModel(let model): models.append(Model(node: node, model: model))
      case .metric(let metric): metrics.append(Entry(node: node, metric: metric))
      case .savedQuery(let query): savedQueries.append(Query(node: node, query: query))
      default:
        if let spine = TimeSpine(node) { timeSpines.append(spine) }
        if node.name == "metricflow_time_spine", node.type.isModel { hasLegacyTimeSpine = true }
      }
    }
  }

  /// What MetricFlow would refuse or warn of; dbt asks it only where there are metrics and models.
  func violations(allowsFlatWindows: Bool) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if !models.isEmpty { found += TimeSpineRules.missing(in: self) }
    guard !models.isEmpty, !metrics.isEmpty else { return found }
    found += MeasureRules.violations(in: self) + SemanticModelRules.violations(in: self)
    found += ElementRules.violations(in: self) + MetricRules.violations(in: self)
    found += DerivedMetricRules.violations(in: self) + ConversionRules.violations(in: self)
    found += SavedQueryRules.violations(in: self) + TimeSpineRules.violations(in: self)
    if !allowsFlatWindows { found += MetricRules.flatWindows(in: self) }
    return found
  }

  func metric(named name: String) -> Metric? { metrics.first { $0.name == name }?.metric }
  func model(named name: String) -> Model? { models.first { $0.name == name } }

  /// The model that has a measure of this name.
  func model(ofMeasure name: String) -> Model? {
    models.first { $0.model.measure(named: name) != nil }
  }

  var customGranularities: [String] { timeSpines.flatMap(\.custom).map(\.name.value) }
}

extension Diagnostic {
  /// A rule of the semantic layer that is broken; dbt says no more of it than that.
  static func semantic(
    _ code: String, _ message: String, at span: Span?, help: [String] = [], notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(code: code, message, at: span, notes: notes, help: help).asSemantic
  }

  /// Something that MetricFlow only warns of.
  static func semanticWarning(
    _ code: String, _ message: String, at span: Span?, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(.warning, code: code, message, at: span, notes: notes)
  }

  /// The same under the words that dbt has for it.
  var asSemantic: Diagnostic { known(as: "Semantic Manifest validation failed.", "Parsing") }
}
