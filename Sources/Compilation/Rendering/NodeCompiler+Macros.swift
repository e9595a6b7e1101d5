import Diagnostics
package import Jinja
package import PlainData
import ProjectLoading

extension NodeCompiler {
  /// The macro that `name` means from the root project: `macro`, or `package.macro`; nil when there
  /// is none.
  package static func macro(named name: String, in manifest: Manifest) -> MacroEntry? {
    let macros = manifest.scope.macros
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, macros.hasPackage(parts[0]) {
      return macros.find(parts[1], in: parts[0])
    }
    if let own = macros.find(name, from: manifest.project.root.name) { return own }
    return manifest.project.dependencies.lazy.compactMap { macros.find(name, in: $0.name) }.first
  }

  /// Calls a macro with keyword arguments, in the context of the project.
  ///
  /// Throws: what the macro gets wrong, or the warehouse's error.
  @discardableResult
  package func call(_ macro: MacroEntry, _ arguments: PlainMap, for facts: NodeFacts? = nil)
    throws -> Value
  {
    let context = context(for: facts ?? manifest.projectFacts)
    let interpreter = Interpreter(manifest.scope.environment, RenderContext(globals: context))
    return try context.bound(macro).call(
      [], keywords: arguments.map { ($0.key, Value($0.value)) }, state: interpreter)
  }
}
