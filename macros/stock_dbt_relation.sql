{# The table that swiftdbt built from a Swift model, for a stand-in of the same name (project/docs/stock_dbt.md). #}
{% macro stock_dbt_relation(schema, name) -%}
  select * from {{ api.Relation.create(database=target.database, schema=schema, identifier=name) }}
{%- endmacro %}
