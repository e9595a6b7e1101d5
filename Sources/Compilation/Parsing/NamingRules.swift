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

  func relation(for facts: NodeFacts) throws -> Relation {
    Relation(
      database: scope.target.database == nil ? nil : try database(facts),
      schema: try schema(facts), identifier: try alias(facts))
  }

  private func schema(_ facts: NodeFacts) throws -> String {
    let custom = facts.config.schema
    if overridden.contains("generate_schema_name") {
      return try ask("generate_schema_name", custom, facts)
    }
    return custom.map { "\(scope.target.schema)_\($0.trimmed)" } ?? scope.target.schema
  }

  private func alias(_ facts: NodeFacts) throws -> String {
    let custom = facts.config.alias
    if overridden.contains("generate_alias_name") {
      return try ask("generate_alias_name", custom, facts)
    }
    return custom?.trimmed ?? facts.name
  }

  private func database(_ facts: NodeFacts) throws -> String? {
    let custom = facts.config.database
    if overridden.contains("generate_database_name") {
      return try ask("generate_database_name", custom, facts)
    }
    return custom ?? scope.target.database
  }

  /// Calls the macro with the custom name and the node, as dbt does.
  private func ask(_ name: String, _ custom: String?, _ facts: NodeFacts) throws -> String {
    let context = NodeContext(facts, scope: scope, mode: .execute(NoReferences(), access: nil))
    guard let macro = scope.macros.find(name, from: scope.project.root.name).map(context.bound)
    else { return custom ?? "" }
    let interpreter = Interpreter(scope.environment, RenderContext(globals: context))
    let node = Value(.map(facts.model))
    let answer = try macro.call(
      [custom.map(Value.string) ?? Value.none, node], state: interpreter)
    return answer.description.trimmed
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

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    let isSpace = { (character: Character) in character.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
