import Diagnostics
import Jinja
import PlainData

// Blocks `{% materialization name, adapter='postgres' %}`.
extension MacroIndex {
  /// How a block is known among the macros: `materialization_table_default`.
  static func materializationName(_ definition: Definition) -> String {
    let adapter = definition.arguments.first { $0.name == "adapter" }?.value?.string
    return "materialization_\(definition.name)_\(adapter ?? "default")"
  }

  /// The languages that a block says it takes; dbt's default is SQL alone.
  static func supportedLanguages(_ definition: Definition) -> [String] {
    let given = definition.arguments.first { $0.name == "supported_languages" }?.value?.list
    return given?.compactMap(\.string) ?? ["sql"]
  }

  /// The block that makes nodes of `package` with `name`: one for the adapter before one for all; then
  /// the root project's before a package's, and the product's own last. A package may not replace one
  /// of the product's own: only the root project may.
  package func materialization(_ name: String, adapter: String) -> MacroEntry? {
    let own = ["default", adapter].contains {
      find("materialization_\(name)_\($0)", in: BuiltInMacros.packageName) != nil
    }
    for kind in [adapter, "default"] {
      let macro = "materialization_\(name)_\(kind)"
      if let entry = find(macro, in: rootPackage) { return entry }
      if !own, let entry = entries.first(where: { $0.name == macro }) { return entry }
      if let entry = find(macro, in: BuiltInMacros.packageName) { return entry }
    }
    return nil
  }

  /// The names of all materialisations that there are, for near misses.
  package var materializationNames: [String] {
    Set(
      entries.compactMap { entry -> String? in
        guard entry.name.hasPrefix("materialization_") else { return nil }
        let parts = entry.name.split(separator: "_").dropFirst().dropLast()
        return parts.joined(separator: "_")
      }
    ).sorted()
  }

  /// Whether a node of `package` would meet another macro than the product's own under one of `names`,
  /// or under one that it dispatches to.
  package func replaces(anyOf names: Set<String>, adapter: String, in package: String) -> Bool {
    names.contains { name in
      let direct = find(name, from: package)
      if let direct, direct.package != BuiltInMacros.packageName { return true }
      let target = dispatch(
        name, namespace: BuiltInMacros.packageName, adapter: adapter, from: package)
      return target.map { $0.package != BuiltInMacros.packageName } ?? false
    }
  }
}
