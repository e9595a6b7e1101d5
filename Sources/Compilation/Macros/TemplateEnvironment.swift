package import Jinja
import ProjectLoading

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
    // dbt converts in YAML only (`ProjectLoading`); in SQL these say nothing.
    for name in ConversionFilters.all.keys { environment.filters[name] = { value, _ in value } }
    environment.filters["is_list"] = { value, _ in
      if case .list = value { .bool(true) } else { .bool(false) }
    }
    return environment
  }()
}
