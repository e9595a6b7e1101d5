package import Jinja
package import PlainData
package import ProjectLoading
package import Warehouse

/// Everything about a project that rendering needs and that no node changes.
package struct ProjectScope: Sendable {
  package let project: Project
  package let macros: MacroIndex
  package let environment: Jinja.Environment
  package let dialect: any Dialect
  package let target: Target
  package let invocation: Invocation
  let replacements: Replacements

  package init(
    project: Project, macros: MacroIndex, environment: Jinja.Environment, dialect: any Dialect,
    target: Target, invocation: Invocation
  ) {
    self.project = project
    self.macros = macros
    self.environment = environment
    self.dialect = dialect
    self.target = target
    self.invocation = invocation
    replacements = Replacements(macros, adapter: dialect.name)
  }
}

/// `target` in templates: the connection without its secrets.
package struct Target: Sendable {
  package let name: String
  /// The schema that models go to unless they say otherwise.
  package let schema: String
  /// nil where the warehouse spells no database.
  package let database: String?
  package let values: PlainMap

  package init(name: String, schema: String, database: String?, values: PlainMap) {
    self.name = name
    self.schema = schema
    self.database = database
    self.values = values
  }
}
