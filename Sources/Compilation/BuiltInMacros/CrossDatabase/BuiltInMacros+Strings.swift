extension BuiltInMacros {
  /// Texts, comparisons, set operators.
  static let strings = MacroFamily(
    name: "strings",
    dispatched: [
      "concat(fields)", "hash(field)", "length(expression)",
      "position(substring_text, string_text)",
      "replace(field, old_chars, new_chars)", "right(string_text, length_expression)",
      "split_part(string_text, delimiter_text, part_number)", "string_literal(value)",
      "escape_single_quotes(expression)", "except()", "intersect()", "equals(expr1, expr2)",
    ],
    text: #"""
      {% macro default__concat(fields) -%}{{ fields | join(' || ') }}{%- endmacro %}
      {% macro default__hash(field) -%}
        md5(cast({{ field }} as {{ api.Column.translate_type('string') }}))
      {%- endmacro %}
      {% macro default__length(expression) -%}length({{ expression }}){%- endmacro %}
      {% macro default__position(substring_text, string_text) -%}
        position({{ substring_text }} in {{ string_text }})
      {%- endmacro %}
      {% macro default__replace(field, old_chars, new_chars) -%}
        replace({{ field }}, {{ old_chars }}, {{ new_chars }})
      {%- endmacro %}
      {% macro default__right(string_text, length_expression) -%}
        right({{ string_text }}, {{ length_expression }})
      {%- endmacro %}

      {% macro default__split_part(string_text, delimiter_text, part_number) -%}
        split_part({{ string_text }}, {{ delimiter_text }}, {{ part_number }})
      {%- endmacro %}
      {% macro _split_part_negative(string_text, delimiter_text, part_number) -%}
        {#- Counted from the end: the number of delimiters says where that is. -#}
        {%- set delimiters -%}
          length({{ string_text }}) - length(replace({{ string_text }}, {{ delimiter_text }}, ''))
        {%- endset -%}
        split_part({{ string_text }}, {{ delimiter_text }}, {{ delimiters }} + 2 + {{ part_number }})
      {%- endmacro %}

      {% macro default__string_literal(value) -%}'{{ value }}'{%- endmacro %}
      {% macro default__escape_single_quotes(expression) -%}
        {{ expression | replace("'", "''") }}
      {%- endmacro %}
      {% macro default__except() -%}except{%- endmacro %}
      {% macro default__intersect() -%}intersect{%- endmacro %}

      {% macro default__equals(expr1, expr2) -%}
        {%- if adapter.behavior.enable_truthy_nulls_equals_macro.no_warn -%}
          case when ({{ expr1 }} = {{ expr2 }}) or ({{ expr1 }} is null and {{ expr2 }} is null) then 0 else 1 end = 0
        {%- else -%}
          ({{ expr1 }} = {{ expr2 }})
        {%- endif -%}
      {%- endmacro %}
      """#)
}
