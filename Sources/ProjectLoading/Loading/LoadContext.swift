import Diagnostics
import PlainData

/// What every package of a project is loaded with.
struct LoadContext: Sendable {
  let options: LoadOptions
  /// The root package's folder, absolute.
  let rootFolder: String
  /// `target`; nil before the profile is known.
  let target: PlainMap?
  /// The root package's vars.yml.
  var vars = PlainMap()

  func with(_ target: PlainMap) -> LoadContext {
    LoadContext(options: options, rootFolder: rootFolder, target: target, vars: vars)
  }

  /// `var()` as dbt_project.yml sees it: `--vars`, then vars.yml.
  var early: VariableScope {
    var early = VariableScope(commandLine: options.vars)
    early.file = vars
    return early
  }

  func renderer(
    for package: String?, _ variables: VariableScope, allowsSecrets: Bool = false
  ) -> ValueRenderer {
    ValueRenderer(
      ValueContext(
        environment: options.environment, allowsSecrets: allowsSecrets, target: target,
        projectName: package, variables: variables, globals: options.globals,
        reads: options.reads))
  }
}

/// Where `var()` looks, in dbt's order: `--vars`, the root project, the package itself.
struct VariableScope: Sendable {
  let commandLine: PlainMap
  /// vars.yml, while the settings that hold it otherwise are not read yet.
  var file = PlainMap()
  var root: ProjectSettings?
  var package: ProjectSettings?

  subscript(name: String) -> PlainValue? {
    if let value = commandLine[name] ?? file[name] { return value }
    guard let package else { return nil }
    return root?.variable(name, in: package.name.value)
      ?? package.variable(name, in: package.name.value)
  }

  var names: [String] {
    let name = package?.name.value ?? ""
    return commandLine.keys + file.keys + (root?.variableNames(in: name) ?? [])
      + (package?.variableNames(in: name) ?? [])
  }
}
