package import Jinja

/// The template language as dbt sets it up.
package enum TemplateEnvironment {
  /// dbt's block tags and filters on top of Jinja2's.
  package static let standard: Jinja.Environment = {
    var environment = Jinja.Environment()
    environment.definitionTags = [
      DefinitionTag("test", header: .signature, body: .template),
      DefinitionTag("data_test", header: .signature, body: .template),
      DefinitionTag("materialization", header: .arguments, body: .template),
      DefinitionTag("snapshot", header: .name, body: .template),
      DefinitionTag("docs", header: .name, body: .raw),
    ]
    for name in ["as_native", "as_bool", "as_number"] {
      environment.filters[name] = { value, _ in value }
    }
    environment.filters["as_text"] = { value, _ in .string(value.isNone ? "" : value.description) }
    return environment
  }()
}
