import Diagnostics
import PlainData

/// What every package of a project is loaded with.
struct LoadContext: Sendable {
  let options: LoadOptions
  /// The root package's folder, absolute.
  let rootFolder: String
  /// `target`; nil before the profile is known.
  let target: PlainMap?

  /// `var()` as dbt_project.yml sees it: `--vars` and nothing else.
  var commandLine: VariableScope { VariableScope(commandLine: options.vars) }

  func renderer(
    for package: String?, _ variables: VariableScope, allowsSecrets: Bool = false
  ) -> ValueRenderer {
    ValueRenderer(
      ValueContext(
        environment: options.environment, allowsSecrets: allowsSecrets, target: target,
        projectName: package, variables: variables))
  }
}

/// Where `var()` looks, in dbt's order: `--vars`, the root project, the package itself.
struct VariableScope: Sendable {
  let commandLine: PlainMap
  var root: ProjectSettings?
  var package: ProjectSettings?

  subscript(name: String) -> PlainValue? {
    if let value = commandLine[name] { return value }
    guard let package else { return nil }
    return root?.variable(name, in: package.name.value)
      ?? package.variable(name, in: package.name.value)
  }

  var names: [String] {
    let name = package?.name.value ?? ""
    return commandLine.keys + (root?.variableNames(in: name) ?? [])
      + (package?.variableNames(in: name) ?? [])
  }
}
