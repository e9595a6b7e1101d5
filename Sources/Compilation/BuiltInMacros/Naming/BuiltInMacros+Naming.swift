extension BuiltInMacros {
  /// How schemas, aliases and databases are named.
  static let naming = MacroFamily(
    name: "naming",
    dispatched: [
      "generate_schema_name(custom_schema_name=none, node=none)",
      "generate_alias_name(custom_alias_name=none, node=none)",
      "generate_database_name(custom_database_name=none, node=none)",
      "generate_latest_version_pointer_alias(custom_alias_name=none, node=none)",
    ],
    text: #"""
      {% macro default__generate_schema_name(custom_schema_name, node) -%}
        {%- if custom_schema_name is none -%}
          {{ target.schema }}
        {%- else -%}
          {{ target.schema }}_{{ custom_schema_name | trim }}
        {%- endif -%}
      {%- endmacro %}

      {% macro generate_schema_name_for_env(custom_schema_name, node) -%}
        {%- if target.name == 'prod' and custom_schema_name is not none -%}
          {{ custom_schema_name | trim }}
        {%- else -%}
          {{ target.schema }}
        {%- endif -%}
      {%- endmacro %}

      {% macro default__generate_alias_name(custom_alias_name=none, node=none) -%}
        {%- if custom_alias_name -%}
          {{ custom_alias_name | trim }}
        {%- elif node.version -%}
          {{ return(node.name ~ '_v' ~ (node.version | replace('.', '_'))) }}
        {%- else -%}
          {{ node.name }}
        {%- endif -%}
      {%- endmacro %}

      {% macro default__generate_latest_version_pointer_alias(custom_alias_name=none, node=none) -%}
        {{ custom_alias_name | trim if custom_alias_name else node.name }}
      {%- endmacro %}

      {% macro default__generate_database_name(custom_database_name=none, node=none) -%}
        {%- if custom_database_name is not none -%}
          {{ custom_database_name }}
        {%- elif target.database -%}
          {{ target.database }}
        {%- endif -%}
      {%- endmacro %}
      """#)
}
