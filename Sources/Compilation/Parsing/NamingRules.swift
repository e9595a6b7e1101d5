import Diagnostics
import Jinja
import PlainData
import ProjectLoading
import Warehouse

/// Decides where a node's relation goes: dbt's `generate_*_name` macros, unless nobody overrides
/// them, for then the answer is known without rendering.
struct NamingRules: Sendable {
  private let scope: ProjectScope
  private let overridden: Set<String>

  init(_ scope: ProjectScope) {
    self.scope = scope
    let names = ["generate_schema_name", "generate_alias_name", "generate_database_name"]
    overridden = Set(names.filter { scope.macros.overrides($0, adapter: scope.dialect.name) })
  }

  func relation(for node: Node) throws -> Relation {
    // What a macro would be told of the node is only put together where there is one to ask.
    guard overridden.isEmpty, node.type != .snapshot else { return try relation(for: node.facts) }
    let config = node.config
    return Relation(
      database: scope.target.database == nil ? nil : config.database ?? scope.target.database,
      schema: schema(custom: config.schema),
      identifier: Self.alias(custom: config.alias, node.name, node.version))
  }

  func relation(for facts: NodeFacts) throws -> Relation {
    var relation = Relation(
      database: scope.target.database == nil ? nil : try database(facts),
      schema: try schema(facts), identifier: try alias(facts))
    guard facts.type == .snapshot else { return relation }
    // Older names, which no macro is asked about.
    if let schema = facts.config.string("target_schema") { relation.schema = schema }
    if let database = facts.config.string("target_database"), relation.database != nil {
      relation.database = database
    }
    return relation
  }

  private func schema(_ facts: NodeFacts) throws -> String {
    let custom = facts.config.schema
    if overridden.contains("generate_schema_name") {
      if let name = try ask("generate_schema_name", custom, facts) { return name }
      if facts.hasRelation { throw Diagnostic.noSchema(facts) }
      return scope.target.schema
    }
    return schema(custom: custom)
  }

  private func schema(custom: String?) -> String {
    custom.map { "\(scope.target.schema)_\($0.stripped)" } ?? scope.target.schema
  }

  private func alias(_ facts: NodeFacts) throws -> String {
    let custom = facts.config.alias
    if overridden.contains("generate_alias_name") {
      return try ask("generate_alias_name", custom, facts) ?? "None"
    }
    return Self.alias(custom: custom, facts.name, facts.version)
  }

  private static func alias(custom: String?, _ name: String, _ version: PlainValue?) -> String {
    if let custom, !custom.isEmpty { return custom.stripped }
    guard let version, !version.isNull else { return name }
    return "\(name)_v\(version.versionText.map { $0 == "." ? "_" : String($0) }.joined())"
  }

  private func database(_ facts: NodeFacts) throws -> String? {
    let custom = facts.config.database
    if overridden.contains("generate_database_name") {
      return try ask("generate_database_name", custom, facts)
    }
    return custom ?? scope.target.database
  }

  /// Calls the macro with the custom name and the node, as dbt does; nil where it returns none.
  private func ask(_ name: String, _ custom: String?, _ facts: NodeFacts) throws -> String? {
    let context = NodeContext(facts, scope: scope, mode: .execute(NoReferences(), access: nil))
    defer { context.release() }
    // A package's own macro names its nodes; the root's names all others.
    let own = scope.macros.find(name, in: facts.package)
    let found = own ?? scope.macros.find(name, from: scope.project.root.name)
    guard let found else { return custom ?? "" }
    if found.definition.namesNode { scope.invocation.reads.note { $0.seesTexts = true } }
    let macro = context.bound(found)
    let interpreter = Interpreter(scope.environment, context.rendering)
    let node = Value(.map(facts.model))
    let answer = try macro.call(
      [custom.map(Value.string) ?? Value.none, node], state: interpreter)
    return answer.isNone ? nil : answer.description.stripped
  }
}

extension MacroDefinition {
  /// Whether it does anything with the node that it is told of, its second parameter.
  fileprivate var namesNode: Bool {
    guard !usesVarargs, !usesKwargs, parameters.count > 1 else { return true }
    return sourceText.split(separator: parameters[1].name).count != 2
  }
}

extension NodeFacts {
  /// Whether something of this name is made; tests and ephemeral models have a schema for show.
  fileprivate var hasRelation: Bool {
    type.isReferable && config.materialized != "ephemeral"
  }
}

extension Diagnostic {
  /// dbt warns of it and stops with an error in its own code when it first looks at the database.
  fileprivate static func noSchema(_ facts: NodeFacts) -> Diagnostic {
    Diagnostic(
      code: "null-schema",
      "the macro `generate_schema_name` returns none for the \(facts.type.dbtName) `\(facts.name)`",
      help: ["let it return `target.schema` where there is no custom name"]
    ).known(
      as:
        "Node '\(facts.uniqueID)' has a schema set to None as a result of a generate_schema_name call.",
      "Parsing")
  }
}

/// Naming macros may not read other nodes: names must be known before anything runs.
private struct NoReferences: ReferenceResolving {
  func node(for reference: Reference, from facts: NodeFacts) throws -> Node {
    throw Diagnostic(
      code: "ref-in-naming-macro", "\(reference.text) cannot be used to decide a node's name",
      at: reference.span)
  }
}
