package import PlainData

extension Project {
  /// The value of `var(name)` for a node of `package`, or nil when nobody sets it.
  ///
  /// Order: `--vars`; the root's `vars:` for the package, then its globals; the package's own.
  package func variable(_ name: String, in package: String) -> PlainValue? {
    if let value = commandLineVars[name] { return value }
    if let value = root.settings.variable(name, in: package) { return value }
    guard package != root.name else { return nil }
    return self.package(named: package)?.settings.variable(name, in: package)
  }

  /// The names that `var()` knows in `package`, for near misses.
  package func variableNames(in package: String) -> [String] {
    let own = self.package(named: package)?.settings.variableNames(in: package) ?? []
    return commandLineVars.keys + root.settings.variableNames(in: package) + own
  }
}

extension ProjectSettings {
  func variable(_ name: String, in package: String) -> PlainValue? {
    vars[package]?[name] ?? vars[name]
  }

  func variableNames(in package: String) -> [String] {
    (vars[package]?.map?.keys ?? []) + vars.keys
  }
}
