extension BuiltInMacros {
  /// Dates and times on both databases; SQLite keeps them as text.
  static let dates = #"""
    {% macro current_timestamp() %}{{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}{% endmacro %}
    {% macro default__current_timestamp() %}now(){% endmacro %}
    {% macro sqlite__current_timestamp() %}strftime('%Y-%m-%d %H:%M:%f', 'now'){% endmacro %}

    {% macro date_trunc(datepart, date) %}{{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}{% endmacro %}
    {% macro default__date_trunc(datepart, date) %}date_trunc('{{ datepart }}', {{ date }}){% endmacro %}

    {% macro dateadd(datepart, interval, from_date_or_timestamp) %}
      {{- return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) -}}
    {% endmacro %}
    {% macro default__dateadd(datepart, interval, from_date_or_timestamp) -%}
      ({{ from_date_or_timestamp }} + ((interval '1 {{ datepart }}') * ({{ interval }})))
    {%- endmacro %}
    {% macro sqlite__dateadd(datepart, interval, from_date_or_timestamp) -%}
      {%- set parts = {
        'second': ['seconds', 1], 'minute': ['minutes', 1], 'hour': ['hours', 1], 'day': ['days', 1],
        'week': ['days', 7], 'month': ['months', 1], 'quarter': ['months', 3], 'year': ['years', 1]
      } -%}
      {%- set unit, factor = parts[datepart | lower] -%}
      datetime({{ from_date_or_timestamp }}, (({{ interval }}) * {{ factor }}) || ' {{ unit }}')
    {%- endmacro %}

    {% macro datediff(first_date, second_date, datepart) %}
      {{- return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) -}}
    {% endmacro %}
    {% macro default__datediff(first_date, second_date, datepart) -%}
      {%- set part = datepart | lower -%}
      {%- set first = '(' ~ first_date ~ ')::timestamp' -%}
      {%- set second = '(' ~ second_date ~ ')::timestamp' -%}
      {%- if part == 'year' -%}
        (date_part('year', {{ second }}) - date_part('year', {{ first }}))
      {%- elif part == 'quarter' -%}
        ({{ default__datediff(first_date, second_date, 'year') }} * 4
          + date_part('quarter', {{ second }}) - date_part('quarter', {{ first }}))
      {%- elif part == 'month' -%}
        ({{ default__datediff(first_date, second_date, 'year') }} * 12
          + date_part('month', {{ second }}) - date_part('month', {{ first }}))
      {%- elif part == 'day' -%}
        (({{ second_date }})::date - ({{ first_date }})::date)
      {%- elif part == 'week' -%}
        ((date_trunc('week', {{ second }} + interval '1 day')::date
          - date_trunc('week', {{ first }} + interval '1 day')::date) / 7)
      {%- elif part in ('hour', 'minute', 'second') -%}
        {%- set seconds = {'hour': 3600, 'minute': 60, 'second': 1}[part] -%}
        ((extract(epoch from date_trunc('{{ part }}', {{ second }}))
          - extract(epoch from date_trunc('{{ part }}', {{ first }}))) / {{ seconds }})::bigint
      {%- else -%}
        {{ exceptions.raise_compiler_error("datediff knows no datepart '" ~ datepart ~ "'") }}
      {%- endif -%}
    {%- endmacro %}
    {% macro sqlite__datediff(first_date, second_date, datepart) -%}
      {%- set part = datepart | lower -%}
      {%- if part == 'year' -%}
        (strftime('%Y', {{ second_date }}) - strftime('%Y', {{ first_date }}))
      {%- elif part == 'month' -%}
        ((strftime('%Y', {{ second_date }}) - strftime('%Y', {{ first_date }})) * 12
          + strftime('%m', {{ second_date }}) - strftime('%m', {{ first_date }}))
      {%- elif part == 'quarter' -%}
        ((strftime('%Y', {{ second_date }}) - strftime('%Y', {{ first_date }})) * 4
          + (strftime('%m', {{ second_date }}) - 1) / 3 - (strftime('%m', {{ first_date }}) - 1) / 3)
      {%- elif part == 'day' -%}
        cast(julianday(date({{ second_date }})) - julianday(date({{ first_date }})) as integer)
      {%- elif part == 'week' -%}
        cast((julianday(date({{ second_date }}, 'weekday 0', '-7 days'))
          - julianday(date({{ first_date }}, 'weekday 0', '-7 days'))) / 7 as integer)
      {%- elif part in ('hour', 'minute', 'second') -%}
        {%- set seconds = {'hour': 3600, 'minute': 60, 'second': 1}[part] -%}
        (strftime('%s', {{ second_date }}) / {{ seconds }} - strftime('%s', {{ first_date }}) / {{ seconds }})
      {%- else -%}
        {{ exceptions.raise_compiler_error("datediff knows no datepart '" ~ datepart ~ "'") }}
      {%- endif -%}
    {%- endmacro %}

    {% macro last_day(date, datepart) %}{{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}{% endmacro %}
    {% macro default__last_day(date, datepart) -%}
      cast({{ dateadd('day', -1, dateadd(datepart, 1, date_trunc(datepart, date))) }} as date)
    {%- endmacro %}
    {% macro sqlite__last_day(date, datepart) -%}
      date({{ dateadd('day', -1, dateadd(datepart, 1, date_trunc(datepart, date))) }})
    {%- endmacro %}

    {% macro date(year, month, day) %}{{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}{% endmacro %}
    {% macro default__date(year, month, day) -%}
      {%- set value = modules.datetime.date(year, month, day).isoformat() -%}
      to_date('{{ value }}', 'YYYY-MM-DD')
    {%- endmacro %}
    {% macro sqlite__date(year, month, day) -%}
      '{{ modules.datetime.date(year, month, day).isoformat() }}'
    {%- endmacro %}
    """#
}
