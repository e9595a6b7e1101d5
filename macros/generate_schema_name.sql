{# A layer is a schema, and the schema has the layer's name: `marts`, not `public_marts`. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
