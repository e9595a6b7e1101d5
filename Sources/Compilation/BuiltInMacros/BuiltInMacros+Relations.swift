extension BuiltInMacros {
  /// What projects call to look at and change relations.
  static let relations = #"""
    {% macro get_columns_in_query(select_sql) -%}
      {{ return(adapter.dispatch('get_columns_in_query', 'dbt')(select_sql)) }}
    {%- endmacro %}
    {% macro default__get_columns_in_query(select_sql) %}
      {%- set result = run_query('select * from (' ~ select_sql ~ ') as dbt_sbq where false limit 0') -%}
      {{ return(result.column_names if execute else []) }}
    {% endmacro %}

    {% macro drop_relation_if_exists(relation) %}
      {%- if relation is not none -%}
        {%- do adapter.drop_relation(relation) -%}
      {%- endif -%}
    {% endmacro %}

    {% macro load_relation(relation) %}
      {{ return(adapter.get_relation(relation.database, relation.schema, relation.identifier)) }}
    {% endmacro %}

    {% macro create_schema(relation) %}
      {%- do adapter.create_schema(relation) -%}
    {% endmacro %}

    {% macro make_temp_relation(base_relation, suffix='__dbt_tmp') %}
      {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier ~ suffix})) }}
    {% endmacro %}
    """#
}
