extension BuiltInMacros {
  /// Names of types, and casts.
  static let types = MacroFamily(
    name: "types",
    dispatched: [
      "type_string()", "type_timestamp()", "type_float()", "type_numeric()", "type_bigint()",
      "type_int()", "type_boolean()", "cast(field, type)", "safe_cast(field, type)",
      "cast_bool_to_text(field)",
    ],
    text: #"""
      {% macro default__type_string() -%}{{ return(api.Column.translate_type('string')) }}{%- endmacro %}
      {% macro default__type_timestamp() -%}{{ return(api.Column.translate_type('timestamp')) }}{%- endmacro %}
      {% macro default__type_float() -%}{{ return(api.Column.translate_type('float')) }}{%- endmacro %}
      {% macro default__type_numeric() -%}{{ return(api.Column.numeric_type('numeric', 28, 6)) }}{%- endmacro %}
      {% macro default__type_bigint() -%}{{ return(api.Column.translate_type('bigint')) }}{%- endmacro %}
      {% macro default__type_int() -%}{{ return(api.Column.translate_type('integer')) }}{%- endmacro %}
      {% macro default__type_boolean() -%}{{ return(api.Column.translate_type('boolean')) }}{%- endmacro %}

      {% macro default__cast(field, type) -%}cast({{ field }} as {{ type }}){%- endmacro %}
      {% macro default__safe_cast(field, type) -%}cast({{ field }} as {{ type }}){%- endmacro %}
      {% macro default__cast_bool_to_text(field) -%}
        cast({{ field }} as {{ api.Column.translate_type('string') }})
      {%- endmacro %}
      """#)

  /// Arrays, which PostgreSQL has and SQLite keeps as JSON lists.
  static let arrays = MacroFamily(
    name: "arrays",
    dispatched: [
      "array_append(array, new_element)", "array_concat(array_1, array_2)",
      "array_construct(inputs=[], data_type=api.Column.translate_type('integer'))",
    ],
    text: #"""
      {% macro default__array_append(array, new_element) -%}
        array_append({{ array }}, {{ new_element }})
      {%- endmacro %}
      {% macro default__array_concat(array_1, array_2) -%}
        array_cat({{ array_1 }}, {{ array_2 }})
      {%- endmacro %}
      {% macro default__array_construct(inputs, data_type) -%}
        {%- if inputs -%}
          array[ {{ inputs | join(' , ') }} ]
        {%- else -%}
          array[]::{{ data_type }}[]
        {%- endif -%}
      {%- endmacro %}
      """#)

  static let aggregates = MacroFamily(
    name: "aggregates",
    dispatched: [
      "any_value(expression)", "bool_or(expression)",
      #"listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none)"#,
    ],
    text: #"""
      {% macro default__any_value(expression) -%}any_value({{ expression }}){%- endmacro %}
      {% macro default__bool_or(expression) -%}bool_or({{ expression }}){%- endmacro %}
      {% macro default__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
        {%- set order = ' within group (' ~ order_by_clause ~ ')' if order_by_clause else '' -%}
        {%- if limit_num -%}
          array_to_string(array_slice(array_agg({{ measure }}){{ order }}, 0, {{ limit_num }}), {{ delimiter_text }})
        {%- else -%}
          listagg({{ measure }}, {{ delimiter_text }}){{ order }}
        {%- endif -%}
      {%- endmacro %}
      """#)
}
