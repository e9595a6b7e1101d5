package import Diagnostics
import Jinja
package import PlainData
package import Warehouse

/// Makes a node as a materialisation's macro says: one of the project's own, or dbt's where a project
/// replaces a macro that it calls.
package struct MaterializationCall {
  private let manifest: Manifest
  private let access: WarehouseAccess

  package init(_ manifest: Manifest, access: WarehouseAccess) {
    self.manifest = manifest
    self.access = access
  }

  /// What the macro did.
  package struct Outcome {
    /// Relations that it made.
    package var relations: [Relation] = []
    /// Of its statement `main`: `SELECT 12`, the rows it made, and those it returned.
    package var message: String?
    package var rowsAffected: Int?
    package var rows: [[PlainValue]] = []
    /// What was given to `write`: the statements that made the node.
    package var written: [String] = []
  }

  /// Runs the macro. Throws: what it or the warehouse throws; `materialization-relations`,
  /// `materialization-language` where it breaks dbt's rules.
  ///
  /// - Parameters:
  ///   - compiled: the node's SQL, which templates see as `sql`.
  ///   - batch: `model.batch` of a microbatch model.
  ///   - table: the rows of a seed, for `load_agate_table`.
  package func perform(
    _ node: Node, with macro: MacroEntry, compiled: CompiledSQL, batch: PlainMap? = nil,
    table: ResultTable? = nil
  ) throws -> Outcome {
    let seed = table.map { table in
      Value.function("load_agate_table") { _ in .object(TableObject(table)) }
    }
    let locals = seed.map { ["load_agate_table": $0] } ?? [:]
    try checkLanguage(of: node, macro)
    var facts = node.facts
    facts.model["compiled_code"] = .string(compiled.text)
    facts.model["compiled"] = true
    facts.model["compiled_sql"] = .string(compiled.text)
    if let batch { facts.model["batch"] = .map(batch) }
    let context = NodeContext(
      facts, scope: manifest.scope, mode: .execute(manifest, access: access))
    defer { context.release() }
    let written = WrittenCode()
    context.define("write", written.function)
    for (name, value) in locals { context.define(name, value) }
    let interpreter = Interpreter(manifest.scope.environment, RenderContext(globals: context))
    let answer = try context.bound(macro).call([], state: interpreter)
    var outcome = try outcome(of: context)
    outcome.written = written.texts
    outcome.relations = try relations(in: answer, of: node, macro)
    return outcome
  }

  private func outcome(of context: NodeContext) throws -> Outcome {
    var outcome = Outcome()
    guard case .loaded(let main)? = context.results["main"] else { return outcome }
    if let response = main.dict?["response"]?.object as? ResponseObject {
      outcome.message = response.message
      outcome.rowsAffected = try response.rowsAffected.plain().int
    }
    let rows = (main.dict?["table"]?.object as? TableObject)?.rows ?? []
    outcome.rows = try rows.map { try $0.map { try $0.plain() } }
    return outcome
  }

  private func relations(in answer: Value, of node: Node, _ macro: MacroEntry) throws -> [Relation]
  {
    guard let list = answer.dict?["relations"] else {
      throw Diagnostic(
        code: "materialization-relations",
        "The materialization (\"\(node.config.materialized)\") did not explicitly return a list of relations to add to the cache.",
        at: macro.definition.nameSpan,
        help: ["end it with {{ return({'relations': [this]}) }}"])
    }
    return try list.elements().compactMap { ($0.object as? RelationObject)?.relation }
  }

  private func checkLanguage(of node: Node, _ macro: MacroEntry) throws {
    let language = node.facts.model["language"]?.string ?? "sql"
    guard !macro.languages.contains(language) else { return }
    let known = macro.languages.map { "'\($0)'" }.joined(separator: ", ")
    throw Diagnostic(
      code: "materialization-language",
      "Materialization \"\(macro.name)\" only supports languages [\(known)]; got \"\(language)\"",
      at: node.span)
  }
}

extension Manifest {
  /// The macro that makes `node`; nil where a plan of ours does.
  ///
  /// Throws: `unknown-materialization`, with the nearest name.
  package func materializationMacro(of node: Node) throws(Diagnostic) -> MacroEntry? {
    let name = node.type == .test ? "test" : node.config.materialized
    let adapter = scope.dialect.name
    guard let entry = scope.macros.materialization(name, adapter: adapter) else {
      if name == "ephemeral" { return nil }
      throw Diagnostic(
        code: "unknown-materialization",
        "No materialization '\(name)' was found for adapter \(adapter)! (searched types 'default' and '\(adapter)')",
        at: node.span,
        help: NearMiss.help(for: name, among: scope.macros.materializationNames + ["ephemeral"]))
    }
    guard entry.package == BuiltInMacros.packageName,
      Replacements.planned.contains(name)
    else { return entry }
    let strategy = node.config.string("incremental_strategy") ?? "default"
    let isKnown = ["default", "append", "delete+insert", "merge", "microbatch"].contains(strategy)
    if name == "incremental", !isKnown { return entry }
    return scope.replacements.touch(name, in: node.package) ? entry : nil
  }
}

/// What a macro gives to `write`.
private final class WrittenCode {
  private(set) var texts: [String] = []

  var function: Value {
    .function("write") { [self] call in
      texts.append(call.arguments.first?.description ?? "")
      return .string("")
    }
  }
}
