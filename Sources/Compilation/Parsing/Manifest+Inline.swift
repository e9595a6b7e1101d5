package import Diagnostics
import PlainData
import ProjectLoading

extension Manifest {
  /// A node for SQL that stands in no file: `show --inline`, `compile --inline`.
  ///
  /// Throws: what is wrong with the text, before anything is run.
  package func inlineNode(_ source: SourceFile) throws -> Node {
    var facts = projectFacts
    facts.name = "inline_query"
    facts.uniqueID = "sql_operation.\(project.root.name).inline_query"
    let parse = try TemplateParse(source, facts: facts, scope: scope)
    var problems = Diagnostics()
    var parents: [String] = []
    for reference in parse.references {
      if let id = try problems.collect({ try references.resolve(reference, in: facts.package) }),
        !parents.contains(id)
      {
        parents.append(id)
      }
    }
    try problems.throwIfErrors()
    return Node(
      uniqueID: facts.uniqueID, type: .operation, name: facts.name, package: facts.package,
      fqn: [facts.package, "sql", facts.name],
      file: FilePlace(
        package: facts.package, absolutePath: source.path, path: "sql/inline_query",
        resourcePath: "inline_query", shownPath: source.path), span: source.span,
      config: facts.config, body: .template(parse.template, source),
      references: parse.references, dependsOn: parents)
  }
}
