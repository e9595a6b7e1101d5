import Diagnostics
import Jinja
import PlainData
import Warehouse

/// Renders a tested model with its inputs replaced: every `ref` and `source` names a common table
/// expression that stands for the input.
package struct UnitTestCompiler {
  private let manifest: Manifest
  private let access: WarehouseAccess?

  package init(_ manifest: Manifest, access: WarehouseAccess?) {
    self.manifest = manifest
    self.access = access
  }

  /// One input as SQL.
  package struct Input {
    /// The unique id of the node that it stands for.
    package var target: String
    package var sql: String

    package init(target: String, sql: String) {
      self.target = target
      self.sql = sql
    }
  }

  /// The model's SQL with the inputs in front.
  ///
  /// Throws: `unit-test-input` when the model reads what no input stands for.
  package func compile(_ test: UnitTest, named name: String, inputs: [Input]) throws -> CompiledSQL
  {
    guard let model = manifest[test.model], case .template(let template, _) = model.body else {
      throw Diagnostic(
        code: "unit-test-model", "`\(test.modelName.value)` is no model in SQL",
        at: test.modelName.span)
    }
    let names = Dictionary(
      inputs.map { ($0.target, Self.name(of: $0.target, in: manifest)) },
      uniquingKeysWith: { one, _ in one })
    let resolver = GivenInputs(manifest: manifest, names: names, test: name)
    let context = NodeContext(
      model.facts, scope: manifest.scope, mode: .execute(resolver, access: access))
    defer { context.release() }
    if let own = names[model.uniqueID], let relation = model.relation {
      var value = RelationValue(relation.named(own), type: "cte")
      value.included = .identifier
      value.quoted = []
      context.define(
        "this", .object(RelationObject(value, dialect: manifest.scope.dialect)))
    }
    UnitTestOverrides.apply(test.overrides, to: context)
    let sql = CompiledSQL(try template.render(context.rendering)).trimmed()
    let expressions = inputs.map { input in
      (name: names[input.target] ?? "", sql: CompiledSQL(text: input.sql))
    }
    return CommonTableExpressions.inject(expressions, into: sql)
  }

  private static func name(of id: String, in manifest: Manifest) -> String {
    guard let node = manifest[id] else { return "__dbt__cte__\(id)" }
    if case .source(let table) = node.body {
      return "__dbt__cte__\(table.sourceName)__\(node.name)"
    }
    return "__dbt__cte__\(node.relation?.identifier ?? node.name)"
  }
}

/// Finds inputs under the names of their common table expressions.
private struct GivenInputs: ReferenceResolving {
  let manifest: Manifest
  let names: [String: String]
  let test: String

  func node(for reference: Reference, from facts: NodeFacts) throws -> Node {
    var node = try manifest.node(for: reference, from: facts)
    if node.type == .function { return node }
    guard let name = names[node.uniqueID] else {
      throw Diagnostic(
        code: "unit-test-input",
        "the model reads \(reference.text), and the unit test `\(test)` gives no rows for it",
        at: reference.span, help: ["add it to `given:`"])
    }
    // An ephemeral model prints as its common table expression, which is what an input is.
    node.type = .model
    node.config.merge("materialized", "ephemeral")
    node.name = String(name.dropFirst("__dbt__cte__".count))
    return node
  }
}
