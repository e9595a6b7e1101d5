package import PlainData
package import ProjectLoading

/// What the YAML says about a macro, descriptions filled in.
package struct MacroDescription: Sendable {
  package var text: String
  package var arguments: [Argument]
  package var meta: PlainMap
  package var docs: PlainMap
  /// The YAML file.
  package var file: FilePlace

  package struct Argument: Sendable {
    package var name: String
    package var type: String?
    package var description: String
  }
}
