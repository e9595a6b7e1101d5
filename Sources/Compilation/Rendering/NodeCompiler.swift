package import Diagnostics
import Jinja
package import PlainData
import Warehouse

/// Renders a node's SQL for the warehouse: references resolved, ephemeral parents put in front.
package struct NodeCompiler {
  let manifest: Manifest
  private let access: WarehouseAccess?

  /// - Parameter access: nil for `compile --no-introspect`: templates may not ask the warehouse.
  package init(_ manifest: Manifest, access: WarehouseAccess?) {
    self.manifest = manifest
    self.access = access
  }

  /// Throws: a `Diagnostic` of the template, with macro calls as notes, or the warehouse's
  /// `DatabaseError` when the template asked it something.
  ///
  /// - Parameter batch: of a microbatch model, the batch that is made.
  package func compile(_ node: Node, batch: BatchFacts? = nil) throws -> CompiledSQL {
    var found = Ephemerals()
    try collectEphemerals(of: node, into: &found)
    var sql = CommonTableExpressions.inject(
      found.expressions, into: try render(node, batch: batch))
    sql.ephemerals = found.codes
    return sql
  }

  /// The ephemeral models that a query reads, parents before the children that read them.
  private struct Ephemerals {
    var expressions: [(name: String, sql: CompiledSQL)] = []
    var codes: [EphemeralCode] = []
    var seen: Set<String> = []

    mutating func add(_ node: Node, _ sql: CompiledSQL) {
      let name = "__dbt__cte__\(node.name)"
      expressions.append((name, sql))
      codes.append(EphemeralCode(uniqueID: node.uniqueID, sql: sql.text, name: name))
    }
  }

  private func render(_ node: Node, batch: BatchFacts? = nil) throws -> CompiledSQL {
    let scope = manifest.scope
    var facts = node.facts
    if let batch { facts.model["batch"] = .map(batch.plain) }
    let context = NodeContext(facts, scope: scope, mode: .execute(manifest, access: access))
    defer { context.release() }
    batch?.apply(to: context)
    switch node.body {
    case .template(let template, let source), .function(let template, let source, _):
      let sql = CompiledSQL(try template.render(context.rendering))
      return sql.without(FileEdges(of: source.text))
    case .genericTest(let test):
      let arguments = try TestArguments.values(of: test, in: context, scope: scope)
      return CompiledSQL(try TestArguments.render(test, arguments, in: context, scope: scope))
    case .seed, .swiftModel, .source, .exposure, .unitTest, .metric, .semanticModel, .savedQuery:
      return CompiledSQL(text: "")
    }
  }

  private func collectEphemerals(of node: Node, into found: inout Ephemerals) throws {
    for id in node.dependsOn where !found.seen.contains(id) {
      guard let parent = manifest[id], parent.isEphemeral else { continue }
      found.seen.insert(id)
      try collectEphemerals(of: parent, into: &found)
      found.add(parent, try render(parent))
    }
  }

  /// SQL of a hook or of any other text with Jinja, in the context of `node`.
  ///
  /// - Parameters:
  ///   - locals: names with a meaning of their own here.
  ///   - results: what `results` of on-run-end holds.
  package func render(
    _ text: SourceFile, for facts: NodeFacts, locals: PlainMap = PlainMap(),
    results: [PlainMap]? = nil
  ) throws -> CompiledSQL {
    let context = NodeContext(
      facts, scope: manifest.scope, mode: .execute(manifest, access: access))
    defer { context.release() }
    for (name, value) in locals { context.define(name, Value(value)) }
    if let results {
      context.define("results", .list(results.map { .object(RecordObject("RunResult", $0)) }))
    }
    let template = try manifest.scope.environment.compile(text)
    return CompiledSQL(try template.render(context.rendering))
  }

  /// What templates see of the project, with the warehouse to ask.
  func context(for facts: NodeFacts) -> NodeContext {
    NodeContext(facts, scope: manifest.scope, mode: .execute(manifest, access: access))
  }
}
