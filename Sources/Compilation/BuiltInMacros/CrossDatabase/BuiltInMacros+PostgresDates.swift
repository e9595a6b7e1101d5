extension BuiltInMacros {
  /// Dates, texts and aggregates as PostgreSQL has them.
  static let postgresDates = MacroFamily(
    name: "cross_database", home: "dbt_postgres",
    text: #"""
      {% macro postgres__current_timestamp() -%}now(){%- endmacro %}
      {% macro postgres__snapshot_get_time() -%}
        {{ current_timestamp() }}::timestamp without time zone
      {%- endmacro %}
      {% macro postgres__snapshot_string_as_time(timestamp) -%}
        {{ return("'" ~ timestamp ~ "'::timestamp without time zone") }}
      {%- endmacro %}
      {% macro postgres__current_timestamp_backcompat() -%}
        current_timestamp::{{ type_timestamp() }}
      {%- endmacro %}
      {% macro postgres__current_timestamp_in_utc_backcompat() -%}
        (current_timestamp at time zone 'utc')::{{ type_timestamp() }}
      {%- endmacro %}

      {% macro postgres__dateadd(datepart, interval, from_date_or_timestamp) -%}
        {{ from_date_or_timestamp }} + ((interval '1 {{ datepart }}') * ({{ interval }}))
      {%- endmacro %}

      {% macro postgres__datediff(first_date, second_date, datepart) -%}
        {#- Each unit counts the boundaries crossed, from the next larger unit on. -#}
        {%- set larger = {
          'quarter': ['year', 4], 'month': ['year', 12], 'hour': ['day', 24], 'minute': ['hour', 60],
          'second': ['minute', 60], 'millisecond': ['minute', 60000], 'microsecond': ['minute', 60000000]
        } -%}
        {%- set a, b = '(' ~ first_date ~ ')', '(' ~ second_date ~ ')' -%}
        {%- if datepart == 'year' -%}
          (date_part('year', {{ b }}::date) - date_part('year', {{ a }}::date))
        {%- elif datepart == 'day' -%}
          ({{ b }}::date - {{ a }}::date)
        {%- elif datepart == 'week' -%}
          {#- Weeks begin on Sunday here. -#}
          ({{ datediff(first_date, second_date, 'day') }} / 7 + case
            when date_part('dow', {{ a }}::timestamp) <= date_part('dow', {{ b }}::timestamp)
            then case when {{ first_date }} <= {{ second_date }} then 0 else -1 end
            else case when {{ first_date }} <= {{ second_date }} then 1 else 0 end
          end)
        {%- elif datepart in larger -%}
          {%- set unit, factor = larger[datepart] -%}
          {%- set type = 'date' if datepart in ('quarter', 'month') else 'timestamp' -%}
          {%- set function = 'floor' if 'second' in datepart else '' -%}
          ({{ datediff(first_date, second_date, unit) }} * {{ factor }}
            + {{ function }}(date_part('{{ datepart }}', {{ b }}::{{ type }}))
            - {{ function }}(date_part('{{ datepart }}', {{ a }}::{{ type }})))
        {%- else -%}
          {{ exceptions.raise_compiler_error(
            'Unsupported datepart for macro datediff in postgres: {!r}'.format(datepart)) }}
        {%- endif -%}
      {%- endmacro %}

      {% macro postgres__last_day(date, datepart) -%}
        {%- if datepart == 'quarter' -%}
          {#- An interval has no quarters. -#}
          {%- set next = dbt.dateadd('month', '3', dbt.date_trunc(datepart, date)) -%}
          cast({{ dbt.dateadd('day', '-1', next) }} as date)
        {%- else -%}
          {{ dbt.default_last_day(date, datepart) }}
        {%- endif -%}
      {%- endmacro %}

      {% macro postgres__split_part(string_text, delimiter_text, part_number) -%}
        {%- if part_number < 0 -%}
          {{ dbt._split_part_negative(string_text, delimiter_text, part_number) }}
        {%- else -%}
          {{ dbt.default__split_part(string_text, delimiter_text, part_number) }}
        {%- endif -%}
      {%- endmacro %}

      {% macro postgres__any_value(expression) -%}min({{ expression }}){%- endmacro %}

      {% macro postgres__equals(expr1, expr2) -%}
        {%- set operator = 'IS NOT DISTINCT FROM' if adapter.behavior.enable_truthy_nulls_equals_macro.no_warn else '=' -%}
        ({{ expr1 }} {{ operator }} {{ expr2 }})
      {%- endmacro %}

      {% macro postgres__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
        {%- set order = ' ' ~ order_by_clause if order_by_clause else '' -%}
        {%- if limit_num -%}
          array_to_string((array_agg({{ measure }}{{ order }}))[1:{{ limit_num }}], {{ delimiter_text }})
        {%- else -%}
          string_agg({{ measure }}, {{ delimiter_text }}{{ order }})
        {%- endif -%}
      {%- endmacro %}
      """#)
}
