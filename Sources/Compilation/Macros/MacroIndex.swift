package import Diagnostics
import Jinja
package import ProjectLoading

/// All macros of a project, found by dbt's rules.
///
/// An unqualified name means, in this order: the package the node belongs to, the root project, the
/// product's own macros. Other packages' macros need their package's name.
package struct MacroIndex: Sendable {
  package private(set) var entries: [MacroEntry] = []
  /// What the files were read with.
  var warnings: [Diagnostic] = []
  private var packages: [String: [String: Int]] = [:]
  let rootPackage: String
  private let dispatchOrders: [String: [String]]

  package init(rootPackage: String, dispatch: [DispatchRule]) {
    self.rootPackage = rootPackage
    dispatchOrders = Dictionary(
      dispatch.map { ($0.namespace.value, $0.searchOrder) }, uniquingKeysWith: { _, last in last })
  }

  /// Throws: `duplicate-macro` when the package has a macro of that name already.
  package mutating func add(_ entry: MacroEntry) throws(Diagnostic) {
    if let first = packages[entry.package]?[entry.name] {
      throw .duplicate(entry, first: entries[first])
    }
    packages[entry.package, default: [:]][entry.name] = entries.count
    entries.append(entry)
  }

  /// The macro that an unqualified `name` means in a node of `package`.
  package func find(_ name: String, from package: String) -> MacroEntry? {
    find(name, in: package) ?? find(name, in: rootPackage)
      ?? find(name, in: BuiltInMacros.packageName)
  }

  package func find(_ name: String, in package: String) -> MacroEntry? {
    packages[package]?[name].map { entries[$0] }
  }

  /// The names of a package's macros, sorted.
  package func names(in package: String) -> [String] { packages[package]?.keys.sorted() ?? [] }

  package func hasPackage(_ name: String) -> Bool { packages[name] != nil }

  /// `adapter.dispatch`: `<adapter>__name`, then `default__name`, package by package.
  package func dispatch(_ name: String, namespace: String?, adapter: String, from package: String)
    -> MacroEntry?
  {
    for candidate in searchOrder(namespace: namespace, from: package) {
      for prefix in [adapter, "default"] {
        if let entry = find("\(prefix)__\(name)", in: candidate) { return entry }
      }
    }
    return nil
  }

  /// The packages in which a call of `dispatch` looks, first to last.
  func searchOrder(namespace: String?, from package: String) -> [String] {
    guard let namespace else { return [package, rootPackage, BuiltInMacros.packageName] }
    return dispatchOrders[namespace] ?? [rootPackage, namespace]
  }

  /// Whether somebody replaces one of the product's own macros, or one it dispatches to.
  package func overrides(_ name: String, adapter: String) -> Bool {
    packages.contains { package, names in
      package != BuiltInMacros.packageName
        && [name, "default__\(name)", "\(adapter)__\(name)"].contains { names[$0] != nil }
    }
  }

  /// Names that can be called without a package from a node of `package`, for near misses.
  package func names(from package: String) -> [String] {
    [package, rootPackage, BuiltInMacros.packageName].flatMap { packages[$0]?.keys.sorted() ?? [] }
  }
}

extension Diagnostic {
  fileprivate static func duplicate(_ entry: MacroEntry, first: MacroEntry) -> Diagnostic {
    Diagnostic(
      code: "duplicate-macro", "the macro `\(entry.name)` is defined twice in `\(entry.package)`",
      at: entry.definition.nameSpan,
      notes: [Note("first defined here", at: first.definition.nameSpan)]
    ).known(
      as: """
        dbt found two macros with the name "\(entry.name)" in the namespace "\(entry.package)"; change one of these:
        - \(first.uniqueID) (\(first.file?.path ?? first.source.path))
        - \(entry.uniqueID) (\(entry.file?.path ?? entry.source.path))
        """, "Compilation")
  }
}
