import Diagnostics
import PlainData
import YAML

/// vars.yml beside a dbt_project.yml: variables that it may itself refer to.
struct VarsFile: Sendable {
  /// The mapping under `vars`, never rendered.
  let values: PlainMap
  /// Where it begins.
  let span: Span

  /// Nil when there is no such file, or nothing in it.
  static func read(_ folder: PackageFolder) throws(Diagnostic) -> VarsFile? {
    let place = folder.place(of: "vars.yml")
    guard FileSystem.isFile(place.absolutePath) else { return nil }
    let file = try FileSystem.read(place.absolutePath, shownAs: place.shownPath)
    let root = try YAMLDocument.parse(file, duplicateKeys: .warned).root
    guard let vars = root["vars"], !vars.isNull else { return nil }
    guard let values = vars.plain.map else {
      throw .wrongType(vars, "`vars`", wanted: "a mapping")
    }
    return VarsFile(values: values, span: vars.place)
  }
}

extension Diagnostic {
  static func twoVars(_ project: Span, _ file: Span) -> Diagnostic {
    Diagnostic(
      code: "conflicting-keys", "`vars` stands in dbt_project.yml and in vars.yml", at: project,
      notes: [.init("the other one is here", at: file)])
  }
}
