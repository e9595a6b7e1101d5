extension BuiltInMacros {
  /// Aggregate functions on both databases.
  static let aggregates = #"""
    {% macro any_value(expression) -%}{{ return(adapter.dispatch('any_value', 'dbt')(expression)) }}{%- endmacro %}
    {% macro default__any_value(expression) -%}any_value({{ expression }}){%- endmacro %}
    {% macro postgres__any_value(expression) -%}min({{ expression }}){%- endmacro %}

    {% macro bool_or(expression) -%}{{ return(adapter.dispatch('bool_or', 'dbt')(expression)) }}{%- endmacro %}
    {% macro default__bool_or(expression) -%}bool_or({{ expression }}){%- endmacro %}
    {% macro sqlite__bool_or(expression) -%}max({{ expression }}){%- endmacro %}

    {% macro listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) -%}
      {{ return(adapter.dispatch('listagg', 'dbt')(measure, delimiter_text, order_by_clause, limit_num)) }}
    {%- endmacro %}
    {% macro default__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
      {%- set order = ' ' ~ order_by_clause if order_by_clause else '' -%}
      {%- if limit_num -%}
        array_to_string((array_agg({{ measure }}{{ order }}))[1:{{ limit_num }}], {{ delimiter_text }})
      {%- else -%}
        string_agg({{ measure }}, {{ delimiter_text }}{{ order }})
      {%- endif -%}
    {%- endmacro %}
    {% macro sqlite__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
      group_concat({{ measure }}, {{ delimiter_text }})
    {%- endmacro %}
    """#
}
