extension BuiltInMacros {
  /// The cross-database macros as SQLite has them; it keeps dates as texts, and what its own functions
  /// lack is registered in every connection (`WarehouseSQLite/README.md`).
  static let sqliteCrossDatabase = MacroFamily(
    name: "cross_database", home: "dbt_sqlite",
    text: #"""
      {% macro sqlite__current_timestamp() -%}strftime('%Y-%m-%d %H:%M:%f', 'now'){%- endmacro %}
      {% macro sqlite__snapshot_string_as_time(timestamp) -%}{{ return("'" ~ timestamp ~ "'") }}{%- endmacro %}
      {% macro sqlite__current_timestamp_backcompat() -%}{{ current_timestamp() }}{%- endmacro %}

      {% macro sqlite__dateadd(datepart, interval, from_date_or_timestamp) -%}
        dateadd('{{ datepart | lower }}', {{ interval }}, {{ from_date_or_timestamp }})
      {%- endmacro %}
      {% macro sqlite__datediff(first_date, second_date, datepart) -%}
        datediff('{{ datepart | lower }}', {{ first_date }}, {{ second_date }})
      {%- endmacro %}
      {% macro sqlite__last_day(date, datepart) -%}
        {%- set next = dbt.dateadd(datepart, '1', dbt.date_trunc(datepart, date)) -%}
        date({{ dbt.dateadd('day', '-1', next) }})
      {%- endmacro %}
      {% macro sqlite__date(year, month, day) -%}
        '{{ modules.datetime.date(year, month, day).isoformat() }}'
      {%- endmacro %}

      {% macro sqlite__type_float() -%}{{ return('real') }}{%- endmacro %}
      {% macro sqlite__type_numeric() -%}{{ return('numeric') }}{%- endmacro %}
      {% macro sqlite__type_bigint() -%}{{ return('integer') }}{%- endmacro %}
      {% macro sqlite__type_timestamp() -%}{{ return('text') }}{%- endmacro %}
      {% macro sqlite__cast(field, type) -%}{{ sqlite__safe_cast(field, type) }}{%- endmacro %}
      {% macro sqlite__safe_cast(field, type) -%}
        {#- A cast to a type that SQLite does not know would make a number of a date. -#}
        {%- set name = (type | string).split('(')[0] | trim | lower -%}
        {%- if name == 'date' -%}
          date({{ field }})
        {%- elif 'timestamp' in name or name == 'datetime' -%}
          cast({{ field }} as text)
        {%- else -%}
          cast({{ field }} as {{ type }})
        {%- endif -%}
      {%- endmacro %}
      {% macro sqlite__cast_bool_to_text(field) -%}
        case when {{ field }} then 'true' when not {{ field }} then 'false' end
      {%- endmacro %}

      {% macro sqlite__position(substring_text, string_text) -%}
        instr({{ string_text }}, {{ substring_text }})
      {%- endmacro %}
      {% macro sqlite__right(string_text, length_expression) -%}
        "right"({{ string_text }}, {{ length_expression }})
      {%- endmacro %}
      {% macro sqlite__equals(expr1, expr2) -%}
        {%- set operator = 'is' if adapter.behavior.enable_truthy_nulls_equals_macro.no_warn else '=' -%}
        ({{ expr1 }} {{ operator }} {{ expr2 }})
      {%- endmacro %}

      {% macro sqlite__bool_or(expression) -%}max({{ expression }}){%- endmacro %}
      {% macro sqlite__any_value(expression) -%}min({{ expression }}){%- endmacro %}
      {% macro sqlite__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
        {%- set keys = [] -%}
        {%- set directions = [] -%}
        {%- for part in sqlite_order_keys(order_by_clause) -%}
          {%- set found = modules.re.match('(.*?)(?:\\s+(asc|desc))?$', part, modules.re.S + modules.re.I) -%}
          {%- if modules.re.search('\\bnulls\\s+(first|last)$', part, modules.re.I) -%}
            {{ exceptions.raise_compiler_error(
              '`listagg` on SQLite cannot place nulls: write `' ~ part ~ '` without `nulls`, and sort by `x is null` first') }}
          {%- endif -%}
          {%- do keys.append(found.group(1)) -%}
          {%- do directions.append('d' if (found.group(2) or '') | lower == 'desc' else 'a') -%}
        {%- endfor -%}
        {%- if not keys and not limit_num -%}
          group_concat({{ measure }}, {{ delimiter_text }})
        {%- else -%}
          listagg_ordered({{ measure }}, {{ delimiter_text }}, {{ limit_num or 'null' }}, '{{ directions | join }}'
            {%- for key in keys %}, {{ key }}{% endfor %})
        {%- endif -%}
      {%- endmacro %}
      {% macro sqlite_order_keys(order_by_clause) -%}
        {#- The parts between the commas that stand in no parentheses. -#}
        {%- set keys = [] -%}
        {%- set rest = namespace(text='') -%}
        {%- for part in modules.re.sub('^\\s*order\\s+by\\s+', '', order_by_clause or '', flags=modules.re.I).split(',') -%}
          {%- set rest.text = rest.text ~ (',' if rest.text else '') ~ part -%}
          {%- if rest.text.count('(') <= rest.text.count(')') -%}
            {%- if rest.text | trim %}{% do keys.append(rest.text | trim) %}{% endif -%}
            {%- set rest.text = '' -%}
          {%- endif -%}
        {%- endfor -%}
        {{ return(keys) }}
      {%- endmacro %}

      {% macro sqlite__array_construct(inputs, data_type) -%}
        json_array({{ inputs | join(', ') }})
      {%- endmacro %}
      {% macro sqlite__array_append(array, new_element) -%}
        json_insert({{ array }}, '$[#]', {{ new_element }})
      {%- endmacro %}
      {% macro sqlite__array_concat(array_1, array_2) -%}
        (select json_group_array(value) from (
          select value from json_each({{ array_1 }}) union all select value from json_each({{ array_2 }})
        ))
      {%- endmacro %}
      """#)
}
