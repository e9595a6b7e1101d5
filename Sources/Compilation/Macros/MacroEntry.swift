package import Diagnostics
package import Jinja
package import ProjectLoading

/// A macro of a package, or the body of a generic test as a macro named `test_<name>`, or a
/// materialisation as one named `materialization_<name>_<adapter>`.
package struct MacroEntry: Sendable {
  package let package: String
  /// dbt's identity: `macro.energy.cents`.
  package let uniqueID: String
  /// As it is called: `cents`, `test_not_null`, `postgres__dateadd`.
  package let name: String
  package let definition: MacroDefinition
  /// nil for the product's own macros.
  package let file: FilePlace?
  package let source: SourceFile

  /// The package that dbt's artifacts name: the adapter's own (`dbt_postgres`) for macros that are found
  /// in `dbt` and written for one adapter, else `package`.
  let home: String

  /// Whether it stands among the generic tests (`tests/generic`), not among the macros.
  var isTestFile = false

  /// Of a materialisation: the languages of the models that it takes.
  var languages: [String]

  init(
    package: String, name: String, definition: MacroDefinition, file: FilePlace?,
    source: SourceFile, home: String, languages: [String] = ["sql"]
  ) {
    self.package = package
    uniqueID = "macro.\(home).\(name)"
    self.name = name
    self.definition = definition
    self.file = file
    self.source = source
    self.home = home
    self.languages = languages
  }
}
