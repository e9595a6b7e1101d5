import Jinja
package import PlainData
import ProjectLoading
import Warehouse

/// The names that dbt gives to every template.
enum ContextMember: String, CaseIterable {
  case ref, source, config, `var`, this, model, target, execute, adapter, api, builtins, exceptions
  case flags, log, print, database, schema, modules, zip, set, graph, context
  case envVar = "env_var"
  case `return`
  case projectName = "project_name"
  case invocationID = "invocation_id"
  case runStartedAt = "run_started_at"
  case dbtVersion = "dbt_version"
  case statement
  case loadResult = "load_result"
  case fromJSON = "fromjson"
  case toJSON = "tojson"
  case fromYAML = "fromyaml"
  case localMD5 = "local_md5"

  func value(in context: NodeContext) -> Value? {
    switch self {
    case .ref: ReferenceFunctions.ref(context)
    case .source: ReferenceFunctions.source(context)
    case .config: .object(ConfigObject(context))
    case .var: .object(VariableObject(context))
    case .adapter: .object(AdapterObject(context))
    case .exceptions: ControlFunctions.exceptions(context)
    case .log: ControlFunctions.log(context)
    case .print: ControlFunctions.print(context)
    case .envVar: ControlFunctions.environmentVariable(context)
    case .return: ControlFunctions.returning
    case .statement: StatementFunctions.statement(context)
    case .loadResult: StatementFunctions.loadResult(context)
    case .builtins, .api, .modules, .context: namespace(in: context)
    case .zip, .set, .fromJSON, .toJSON, .fromYAML, .localMD5: dataFunction
    default: fact(in: context)
    }
  }

  private var dataFunction: Value? {
    switch self {
    case .zip: DataFunctions.zip
    case .set: DataFunctions.set
    case .fromJSON: DataFunctions.fromJSON
    case .toJSON: DataFunctions.toJSON
    case .fromYAML: DataFunctions.fromYAML
    case .localMD5: DataFunctions.localMD5
    default: nil
    }
  }

  private func namespace(in context: NodeContext) -> Value? {
    switch self {
    case .builtins:
      .object(
        NamespaceObject("builtins") { [weak context] name in
          context.flatMap { ContextMember(rawValue: name)?.value(in: $0) }
        })
    case .context:
      .object(NamespaceObject("context") { [weak context] name in context?.value(for: name) })
    case .api: APIFunctions.api(context)
    case .modules: ModuleFunctions.modules
    default: nil
    }
  }

  /// Plain facts of the node, the target and the run.
  private func fact(in context: NodeContext) -> Value? {
    switch self {
    case .this: context.this
    case .model: Value(.map(context.facts.model))
    case .target: Value(.map(context.scope.target.values))
    case .execute: .bool(context.isExecuting)
    case .flags: Value(.map(context.scope.invocation.flags))
    case .graph: context.graph
    case .database: context.databaseName.map(Value.string) ?? Value.none
    case .schema: .string(context.facts.relation?.schema ?? context.scope.target.schema)
    case .projectName: .string(context.scope.project.root.name)
    case .invocationID: .string(context.scope.invocation.id)
    case .runStartedAt: .object(TimestampObject(context.scope.invocation.started))
    case .dbtVersion: .string(Version.dbt)
    default: nil
    }
  }
}

extension NodeContext {
  /// The node's own relation; None where there is none.
  fileprivate var this: Value {
    guard let relation = facts.relation else { return Value.none }
    let kind = facts.config.materialized == "view" ? RelationKind.view : .table
    return .object(
      RelationObject(relation, kind: kind, databaseName: databaseName, dialect: scope.dialect))
  }

  /// `graph.nodes` and `graph.sources`, as the manifest would show them; empty while parsing.
  fileprivate var graph: Value {
    guard case .execute(let resolver, _) = modeForGraph, let manifest = resolver as? any GraphSource
    else { return Value(.map(["nodes": [:], "sources": [:]])) }
    return Value(.map(manifest.graph))
  }
}

/// Something that can show the whole graph to templates.
package protocol GraphSource {
  var graph: PlainMap { get }
}
