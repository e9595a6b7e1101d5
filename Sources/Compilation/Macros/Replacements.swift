import Jinja
import PlainData

/// Where a project's own macros take the place of the product's, so that what we do ourselves cannot
/// stand for the macros: materialisations that have a plan, and changes that `adapter` makes.
///
/// Which macros these call, directly or not, is read off the product's own macros: what is added to them
/// can be replaced without being listed anywhere.
package struct Replacements: Sendable {
  private let macros: MacroIndex
  private let adapter: String
  /// By materialisation or change: the macros it calls that somebody has a version of.
  private let contested: [String: Set<String>]

  package init(_ macros: MacroIndex, adapter: String) {
    self.macros = macros
    self.adapter = adapter
    let own = macros.names(in: BuiltInMacros.packageName)
    let replaced = Set(own.filter { macros.overrides($0, adapter: adapter) })
    guard !replaced.isEmpty else {
      contested = [:]
      return
    }
    var calls = BuiltInCalls(macros, names: Set(own), adapter: adapter)
    var contested: [String: Set<String>] = [:]
    for name in Self.planned {
      guard let block = calls.block(name) else { continue }
      contested[name] = calls.reached(from: block).intersection(replaced)
    }
    for name in Self.changes { contested[name] = calls.reached(from: name).intersection(replaced) }
    self.contested = contested
  }

  /// Materialisations that a plan makes unless their macros are replaced.
  static let planned = ["view", "table", "incremental", "seed", "test"]

  /// What `adapter` does by itself unless the macros for it are replaced.
  private static let changes = [
    "drop_relation", "truncate_relation", "rename_relation", "create_schema", "drop_schema",
    "get_columns_in_relation",
  ]

  /// Whether a node of `package` would meet another macro than the product's own on the way.
  func touch(_ name: String, in package: String) -> Bool {
    guard let names = contested[name], !names.isEmpty else { return false }
    return macros.replaces(anyOf: names, adapter: adapter, in: package)
  }
}

/// Which of the product's own macros call which.
private struct BuiltInCalls {
  private let macros: MacroIndex
  private let adapter: String
  private let functions: Set<String>
  private var known: [String: [String]] = [:]

  init(_ macros: MacroIndex, names: Set<String>, adapter: String) {
    self.macros = macros
    self.adapter = adapter
    functions = names.union(Self.methods.keys).union([Self.dispatch])
  }

  private static let dispatch = "adapter.dispatch"

  /// The macros by which dbt's adapters do what these methods ask.
  private static let methods: [String: [String]] = [
    "adapter.drop_relation": ["drop_relation"],
    "adapter.truncate_relation": ["truncate_relation"],
    "adapter.rename_relation": ["rename_relation"],
    "adapter.get_relation": ["list_relations_without_caching"],
    "adapter.get_columns_in_relation": ["get_columns_in_relation"],
    "adapter.get_missing_columns": ["get_columns_in_relation"],
    "adapter.expand_target_column_types": ["get_columns_in_relation", "alter_column_type"],
    "adapter.get_incremental_strategy_macro": [
      "append", "delete_insert", "merge", "insert_overwrite", "default", "microbatch",
    ].map { "get_incremental_\($0)_sql" },
  ]

  func block(_ materialization: String) -> String? {
    [adapter, "default"].map { "materialization_\(materialization)_\($0)" }
      .first { macros.find($0, in: BuiltInMacros.packageName) != nil }
  }

  /// All names met from one macro on; `default__name` and `postgres__name` count as `name`, too.
  mutating func reached(from first: String) -> Set<String> {
    var reached: Set<String> = [first]
    var next = [first]
    while let name = next.popLast() {
      for callee in callees(of: name) where reached.insert(callee).inserted { next.append(callee) }
    }
    return reached
  }

  private mutating func callees(of name: String) -> [String] {
    if let callees = known[name] { return callees }
    let entry = macros.find(name, in: BuiltInMacros.packageName)
    let calls = entry?.definition.staticCalls(to: functions) ?? []
    let callees = calls.flatMap { call -> [String] in
      if call.function == Self.dispatch {
        return call.arguments.first?.value?.string.map(implementations) ?? []
      }
      return Self.methods[call.function] ?? [call.function]
    }
    known[name] = callees
    return callees
  }

  private func implementations(of name: String) -> [String] {
    [name] + [adapter, "default"].map { "\($0)__\(name)" }
  }
}
