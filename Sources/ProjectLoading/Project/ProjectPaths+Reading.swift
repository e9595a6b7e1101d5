import Diagnostics
import PlainData
import YAML

extension ProjectPaths {
  /// Reads the paths of a dbt_project.yml; what it does not name keeps dbt's default.
  init(_ reader: inout MappingReader) {
    self.init()
    models = reader.paths("model-paths", formerly: "source-paths") ?? models
    seeds = reader.paths("seed-paths", formerly: "data-paths") ?? seeds
    macros = reader.paths("macro-paths") ?? macros
    tests = reader.paths("test-paths") ?? tests
    analyses = reader.paths("analysis-paths") ?? analyses
    snapshots = reader.paths("snapshot-paths") ?? snapshots
    functions = reader.paths("function-paths") ?? functions
    assets = reader.paths("asset-paths") ?? assets
    expectations = reader.paths("expectation-paths") ?? expectations
    docs = reader.paths("docs-paths") ?? resources
    target = reader.folder("target-path", usually: target, "--target-path")
    logs = reader.folder("log-path", usually: logs, "--log-path")
    packages = reader.string("packages-install-path")?.value ?? packages
    cleanTargets = reader.paths("clean-targets") ?? [target]
    reader.expect(["osi-paths"])
  }

  /// Takes `vars: swiftdbt: expectation-paths`: stock dbt refuses keys of ours at the top of the file.
  mutating func takeOwnSettings(from vars: PlainMap) {
    guard let paths = vars["swiftdbt"]?["expectation-paths"]?.list else { return }
    expectations = paths.compactMap(\.string)
  }
}

extension MappingReader {
  /// Folders that dbt_project.yml may still name, though the command line is asked to.
  fileprivate mutating func folder(_ key: String, usually: String, _ option: String) -> String {
    guard let path = string(key) else { return usually }
    if path.value != usually {
      problems.append(
        Diagnostic(
          .warning, code: "deprecated-\(key)", "`\(key)` of dbt_project.yml is deprecated",
          at: path.span, help: ["use the option `\(option)` or its variable"]))
    }
    return path.value
  }

  fileprivate mutating func paths(_ key: String, formerly old: String? = nil) -> [String]? {
    if let old, let node = node(old) {
      problems.append(.renamed(old, key, node.place, isError: self.node[key] != nil))
      if self.node[key] == nil { return strings(old).map(\.value) }
    }
    guard nodeOrNull(key) != nil else { return nil }
    return list(key).compactMap { item in
      if let path = item.string { return path }
      problems.append(.wrongType(item, "`\(key)`", wanted: "a list of strings"))
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func renamed(
    _ old: String, _ new: String, _ span: Span, isError: Bool
  ) -> Diagnostic {
    Diagnostic(
      isError ? .error : .warning, code: old == "data-paths" ? "renamed-data-paths" : "renamed-key",
      isError
        ? "`\(old)` and `\(new)` are two names of one key" : "`\(old)` is called `\(new)` now",
      at: span)
  }
}
