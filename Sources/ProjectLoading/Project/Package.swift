package import Diagnostics

/// One package of a project: its `dbt_project.yml`, its files and what its YAML says about them.
package struct Package: Sendable {
  /// The folder of `dbt_project.yml`, absolute, without a slash at the end.
  package let folder: String
  package let settings: ProjectSettings
  package let files: ProjectFiles
  package let properties: Properties
  /// The `{% docs %}` blocks of the markdown files, in the order of the files.
  package let docs: [DocsBlock]

  package init(
    folder: String, settings: ProjectSettings, files: ProjectFiles, properties: Properties,
    docs: [DocsBlock]
  ) {
    self.folder = folder
    self.settings = settings
    self.files = files
    self.properties = properties
    self.docs = docs
  }

  package var name: String { settings.name.value }
}

/// A piece of documentation that `{{ doc('name') }}` refers to.
package struct DocsBlock: Sendable {
  package let name: Located<String>
  /// The text between the tags, trimmed.
  package let text: String
  package let file: TextFile

  package init(name: Located<String>, text: String, file: TextFile) {
    self.name = name
    self.text = text
    self.file = file
  }
}
