package import Jinja
import PlainData

/// Which macros a template or a macro calls, read off its text.
package struct MacroCalls: Sendable {
  private let macros: MacroIndex
  private let adapter: String
  /// Everything that may be called: `cents`, `dbt_utils.star`, `adapter.dispatch`.
  private let functions: Set<String>

  init(_ macros: MacroIndex, adapter: String) {
    self.macros = macros
    self.adapter = adapter
    var functions: Set<String> = [Self.dispatch]
    for entry in macros.entries {
      functions.insert(entry.name)
      functions.insert("\(entry.package).\(entry.name)")
    }
    self.functions = functions
  }

  private static let dispatch = "adapter.dispatch"

  /// Unique ids of the macros that a template itself calls, each once, in the order met.
  package func ids(of template: Template, from package: String) -> [String] {
    ids(of: template.staticCalls(to: functions).filter { $0.macro == nil }, from: package)
  }

  /// Unique ids of the macros that a macro calls.
  package func ids(of entry: MacroEntry) -> [String] {
    ids(of: entry.definition.staticCalls(to: functions), from: entry.package)
      .filter { $0 != entry.uniqueID }
  }

  private func ids(of calls: [StaticCall], from package: String) -> [String] {
    var seen: Set<String> = []
    return calls.compactMap { entry(of: $0, from: package)?.uniqueID }
      .filter { seen.insert($0).inserted }
  }

  private func entry(of call: StaticCall, from package: String) -> MacroEntry? {
    guard call.function != Self.dispatch else { return dispatched(call, from: package) }
    guard let dot = call.function.firstIndex(of: ".") else {
      return macros.find(call.function, from: package)
    }
    return macros.find(
      String(call.function[call.function.index(after: dot)...]),
      in: String(call.function[..<dot]))
  }

  private func dispatched(_ call: StaticCall, from package: String) -> MacroEntry? {
    let positional = call.arguments.filter { $0.name == nil }.map { $0.value?.string }
    func named(_ name: String) -> String? {
      call.arguments.first { $0.name == name }?.value?.string
    }
    guard let name = positional.first ?? named("macro_name") else { return nil }
    let namespace = positional.count > 1 ? positional[1] : named("macro_namespace")
    return macros.dispatch(name, namespace: namespace, adapter: adapter, from: package)
  }
}
