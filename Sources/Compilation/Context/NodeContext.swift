package import Jinja
import PlainData
package import Warehouse

/// Answers the names that a node's templates ask for: dbt's functions, the project's macros.
///
/// One instance serves one render, on one thread.
package final class NodeContext: NameResolver {
  package let scope: ProjectScope
  package private(set) var facts: NodeFacts
  private let mode: Mode
  var modeForGraph: Mode { mode }
  private var values: [String: Value] = [:]
  private var macros: [String: Value] = [:]
  /// Results of statements, by name.
  var results: [String: StatementResultState] = [:]

  enum Mode {
    /// dbt's `execute = false`: nothing is read, calls are collected.
    case parse(ParseCollector)
    /// References are resolved; without `access` there is no warehouse to ask.
    case execute(any ReferenceResolving, access: WarehouseAccess?)
  }

  init(_ facts: NodeFacts, scope: ProjectScope, mode: Mode) {
    self.facts = facts
    self.scope = scope
    self.mode = mode
  }

  /// Lets go of what templates have asked for, which refers back to the context; for the end of a render.
  ///
  /// Without it neither the context nor the session that it asks would ever be freed.
  func release() {
    values = [:]
    macros = [:]
    results = [:]
  }

  var isExecuting: Bool { if case .execute = mode { true } else { false } }
  /// What templates are rendered with. While parsing, what is undefined may be called and looked into, as
  /// in dbt: results of queries are not there yet, and macros may be those of another adapter.
  var rendering: RenderContext {
    RenderContext(globals: self, undefined: isExecuting ? nil : .callable)
  }
  var access: WarehouseAccess? { if case .execute(_, let access) = mode { access } else { nil } }
  var config: NodeConfig { facts.config }
  var macroNames: [String] { scope.macros.names(from: facts.package) }

  package var knownNames: [String] { macroNames + ContextMember.names }

  package func value(for name: String) -> Value? {
    if let known = values[name] { return known }
    guard let value = macro(named: name) ?? member(named: name) ?? package(named: name) else {
      return nil
    }
    values[name] = value
    return value
  }

  /// Gives `name` a meaning of its own for this render, before all others: `sql` and `write` of a
  /// materialisation, `results` of a run's last hooks.
  package func define(_ name: String, _ value: Value) { values[name] = value }

  private func macro(named name: String) -> Value? {
    scope.macros.find(name, from: facts.package).map(bound)
  }

  private func package(named name: String) -> Value? {
    guard scope.macros.hasPackage(name) else { return nil }
    return .object(
      NamespaceObject(name, names: self.scope.macros.names(in: name)) { [weak self] member in
        self?.scope.macros.find(member, in: name).flatMap { self?.bound($0) }
      })
  }

  /// A macro as a value whose free names are looked up here.
  func bound(_ entry: MacroEntry) -> Value {
    if let known = macros[entry.uniqueID] { return known }
    let value = entry.definition.bound(to: self, undefined: isExecuting ? nil : .callable)
    macros[entry.uniqueID] = value
    return value
  }

  func dispatch(_ name: String, namespace: String?) -> Value? {
    scope.macros.dispatch(
      name, namespace: namespace, adapter: scope.dialect.name, from: facts.package
    ).map(bound)
  }

  /// The packages that `dispatch` looks into, first to last.
  func dispatchOrder(of namespace: String?) -> [String] {
    scope.macros.searchOrder(namespace: namespace, from: facts.package)
  }

  func member(named name: String) -> Value? {
    ContextMember.all[name].flatMap { $0(self) }
  }
}

extension NodeContext {
  func collect(config: PlainMap) {
    guard case .parse(let collector) = mode else { return }
    collector.add(config: config)
    for (key, value) in config { facts.config.merge(key, value) }
  }

  func collect(_ reference: Reference) {
    if case .parse(let collector) = mode { collector.add(reference) }
  }

  /// Passes on what `log()` and `print()` say.
  func say(_ message: TemplateMessage) {
    switch mode {
    case .parse(let collector): collector.add(message)
    case .execute(_, let access): access?.say(message)
    }
  }

  /// What a reference prints as while nothing is resolved yet.
  func placeholder(for reference: Reference) -> Value {
    let name =
      switch reference.target {
      case .ref(_, let name, _): Relation(schema: scope.target.schema, identifier: name)
      case .source(let source, let table): Relation(schema: source, identifier: table)
      case .function(_, let name), .metric(_, let name), .measure(let name),
        .semanticModel(let name):
        Relation(schema: scope.target.schema, identifier: name)
      }
    return .object(RelationObject(RelationValue(name), dialect: scope.dialect))
  }

  func relation(for reference: Reference) throws -> Value {
    guard case .execute(let resolver, _) = mode else { return placeholder(for: reference) }
    let node = try resolver.node(for: reference, from: facts)
    var value =
      node.isEphemeral
      ? Self.ephemeral(node)
      : RelationValue(
        node.relation ?? Relation(schema: "", identifier: node.name), databaseName: databaseName)
    if node.type == .function {
      value.type = "function"
    } else {
      if scope.invocation.flags["EMPTY"] == true { value.limit = 0 }
      value.eventTime = EventTimeRules.range(of: node, for: facts, in: scope.invocation)
    }
    return .object(RelationObject(value, dialect: scope.dialect))
  }

  /// An ephemeral model is the name of its common table expression.
  private static func ephemeral(_ node: Node) -> RelationValue {
    var value = RelationValue(
      Relation(schema: "", identifier: "__dbt__cte__\(node.name)"), type: "cte")
    value.quoted.remove(.identifier)
    return value
  }

  func relationObject(_ existing: ExistingRelation) -> RelationObject {
    var relation = existing.relation
    relation.database = scope.dialect.spellsDatabases ? databaseName : nil
    return RelationObject(
      RelationValue(relation, databaseName: databaseName, type: existing.kind.rawValue),
      dialect: scope.dialect)
  }

  /// `target.database`, which SQLite has although its SQL never spells it.
  var databaseName: String? { scope.target.values["database"]?.string }
}

/// Finds the node that a reference means while SQL is made.
package protocol ReferenceResolving {
  /// Throws: a `Diagnostic` when the reference was unknown when the project was parsed.
  func node(for reference: Reference, from facts: NodeFacts) throws -> Node
}

extension Node {
  /// What its relation is once it has been built.
  package var relationKind: RelationKind? {
    switch type {
    case .seed, .snapshot, .swiftModel, .source: .table
    case .model:
      switch config.materialized {
      case "view": .view
      case "materialized_view": .materializedView
      case "ephemeral": nil
      default: .table
      }
    default: nil
    }
  }
}
