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
    var expressions: [(name: String, sql: CompiledSQL)] = []
    var seen: Set<String> = []
    try collectEphemerals(of: node, into: &expressions, seen: &seen)
    return CommonTableExpressions.inject(expressions, into: try render(node, batch: batch))
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

  /// Ephemeral parents before the children that read them.
  private func collectEphemerals(
    of node: Node, into expressions: inout [(name: String, sql: CompiledSQL)],
    seen: inout Set<String>
  ) throws {
    for id in node.dependsOn where !seen.contains(id) {
      guard let parent = manifest[id], parent.isEphemeral else { continue }
      seen.insert(id)
      try collectEphemerals(of: parent, into: &expressions, seen: &seen)
      expressions.append(("__dbt__cte__\(parent.name)", try render(parent)))
    }
  }

  /// SQL of a hook or of any other text with Jinja, in the context of `node`.
  ///
  /// - Parameter locals: names with a meaning of their own here.
  package func render(
    _ text: SourceFile, for facts: NodeFacts, locals: PlainMap = PlainMap()
  ) throws -> CompiledSQL {
    let context = NodeContext(
      facts, scope: manifest.scope, mode: .execute(manifest, access: access))
    defer { context.release() }
    for (name, value) in locals { context.define(name, Value(value)) }
    let template = try manifest.scope.environment.compile(text)
    return CompiledSQL(try template.render(context.rendering))
  }

  /// What templates see of the project, with the warehouse to ask.
  func context(for facts: NodeFacts) -> NodeContext {
    NodeContext(facts, scope: manifest.scope, mode: .execute(manifest, access: access))
  }
}
