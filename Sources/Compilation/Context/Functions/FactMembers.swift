import Jinja
package import PlainData
import ProjectLoading
import Warehouse

/// Plain facts of the node, the target and the run.
enum FactMembers {
  static let members: [String: ContextMember.Answer] = [
    "this": { $0.this },
    "model": { $0.model },
    "target": { Value(.map($0.scope.target.values)) },
    "env": { Value(.map($0.scope.target.values)) },
    "execute": { .bool($0.isExecuting) },
    "flags": { .object(FlagsObject($0.scope.invocation)) },
    "graph": { $0.graph },
    "database": { $0.databaseName.map(Value.string) ?? Value.none },
    "schema": { .string($0.facts.relation?.schema ?? $0.scope.target.schema) },
    "project_name": { .string($0.scope.project.root.name) },
    "invocation_id": { context in
      context.scope.invocation.reads.noteVolatile()
      return .string(context.scope.invocation.id)
    },
    "invocation_args_dict": { Value(.map($0.scope.invocation.arguments)) },
    "run_started_at": { context in
      context.scope.invocation.reads.noteVolatile()
      return .object(DateTimeObject(context.scope.invocation.started))
    },
    "dbt_version": { _ in .string(Version.dbt) },
    "thread_id": { .string($0.access?.thread ?? "MainThread") },
    "selected_resources": { .list(($0.access?.selected() ?? []).map(Value.string)) },
    "dbt_metadata_envs": { context in
      let prefix = "DBT_ENV_CUSTOM_ENV_"
      context.scope.invocation.reads.note { $0.customEnvironment = true }
      let found = context.scope.invocation.environment.filter { $0.key.hasPrefix(prefix) }
      return .dict(
        found.sorted { $0.key < $1.key }.map {
          (String($0.key.dropFirst(prefix.count)), .string($0.value))
        })
    },
    "column": { .object(ColumnFactory(dialect: $0.scope.dialect)) },
  ]
}

/// `flags`: by the names of options in upper case.
private final class FlagsObject: Object {
  private let invocation: Invocation
  private var flags: PlainMap { invocation.flags }

  /// The names that dbt shows to templates, whatever other options a command has.
  private static let names: Set<String> = [
    "USE_EXPERIMENTAL_PARSER", "STATIC_PARSER", "WARN_ERROR", "WARN_ERROR_OPTIONS", "WRITE_JSON",
    "PARTIAL_PARSE", "USE_COLORS", "PROFILES_DIR", "DEBUG", "LOG_FORMAT", "VERSION_CHECK",
    "FAIL_FAST", "SEND_ANONYMOUS_USAGE_STATS", "PRINTER_WIDTH", "INDIRECT_SELECTION",
    "LOG_CACHE_EVENTS", "QUIET", "NO_PRINT", "CACHE_SELECTED_ONLY", "INTROSPECT", "TARGET_PATH",
    "LOG_PATH", "INVOCATION_COMMAND", "EMPTY", "MAXIMUM_SEED_SIZE_MIB", "HINTS_ENABLED",
    "FULL_REFRESH", "STORE_FAILURES", "WHICH", "REQUIRE_SQL_HEADER_IN_TEST_CONFIGS",
  ]

  init(_ invocation: Invocation) {
    self.invocation = invocation
  }

  var typeName: String { "Flags" }
  func attribute(_ name: String) throws -> Value? {
    guard Self.names.contains(name) else { return nil }
    invocation.reads.noteFlag(name)
    // An option that can only be switched on is None until then.
    if name == "WARN_ERROR", flags[name] == false { return Value.none }
    return flags[name].map { Value($0) }
      ?? (name == "REQUIRE_SQL_HEADER_IN_TEST_CONFIGS" ? .bool(false) : Value.none)
  }
  func item(_ key: Value) throws -> Value? { try key.string.flatMap(attribute) }
  func callMethod(_ name: String, _ call: Call) throws -> Value? {
    guard name == "get" else { return nil }
    var arguments = call.binder("get")
    let key = try arguments.string("key")
    let fallback = try arguments.optional("default") ?? Value.none
    return try attribute(key) ?? fallback
  }
  func plain() throws -> PlainValue {
    invocation.reads.note { $0.allFlags = true }
    return .map(flags)
  }
}

extension NodeContext {
  /// The node's own relation; None where there is none. What it is, is not known without asking.
  fileprivate var this: Value {
    // While parsing, the name is not settled: it is what it would be without any config.
    let unsettled =
      isExecuting || !facts.type.isReferable
      ? nil
      : Relation(
        database: scope.target.database, schema: scope.target.schema, identifier: facts.name)
    guard let relation = facts.relation ?? unsettled else { return Value.none }
    return .object(
      RelationObject(
        RelationValue(relation, databaseName: databaseName), dialect: scope.dialect))
  }

  /// The node as the manifest has it, less what is null there; what only the run knows
  /// (`compiled_code`, `batch`) comes on top.
  fileprivate var model: Value {
    scope.invocation.reads.note { $0.seesTexts = true }
    guard case .execute(let resolver, _) = modeForGraph,
      let manifest = resolver as? any GraphSource,
      var model = manifest.resource(facts.uniqueID)
    else { return Value(.map(facts.model)) }
    for (key, value) in facts.model where model[key]?.isNull ?? true { model[key] = value }
    return Value(PlainValue.map(model).withoutNulls)
  }

  /// The manifest's resources; empty while parsing.
  fileprivate var graph: Value {
    scope.invocation.reads.note { $0.seesTexts = true }
    guard case .execute(let resolver, _) = modeForGraph, let manifest = resolver as? any GraphSource
    else { return Value(.map(GraphParts.empty)) }
    return Value(.map(manifest.graph))
  }
}

/// What `graph` has, in dbt's order.
enum GraphParts {
  static let names = [
    "exposures", "functions", "groups", "metrics", "nodes", "sources", "semantic_models",
    "saved_queries", "unit_tests",
  ]

  static let empty = PlainMap(names.map { ($0, .map(PlainMap())) })
}

/// Something that can show the whole graph to templates.
package protocol GraphSource {
  var graph: PlainMap { get }
  /// One resource of it; nil for what is not among its nodes.
  func resource(_ id: String) -> PlainMap?
}

extension PlainValue {
  /// The same without the keys whose values are null, at every depth.
  fileprivate var withoutNulls: PlainValue {
    switch self {
    case .map(let map):
      .map(PlainMap(map.filter { !$0.value.isNull }.map { ($0.key, $0.value.withoutNulls) }))
    case .list(let items): .list(items.map(\.withoutNulls))
    default: self
    }
  }
}
