{#
  Times are UTC throughout. Two integers carry the arithmetic, because they mean the same on every database and make
  "one hour before" a plain subtraction: hour_number, hours since 1970-01-01 00:00 UTC, and day_number, days since
  1970-01-01 by the local clock. On SQLite a time is the text 'YYYY-MM-DD HH:MM:SS', a day 'YYYY-MM-DD'.
#}

{# ISO 8601 text (`2024-01-31T18:45:00Z`, `2024-01-31 18:45`) to a time; null for anything else, 30 February included. #}
{% macro as_timestamp(text) -%}
  {{ adapter.dispatch('as_timestamp')(text) }}
{%- endmacro %}

{% macro postgres__as_timestamp(text) -%}
  {%- set time = '([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z?)?$' -%}
  case
    when {{ text }} ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]){{ time }}' then cast({{ text }} as timestamp)
    when {{ text }} ~ '^\d{4}-(0[1-9]|1[0-2])-(29|30|31){{ time }}'
      and cast(substr({{ text }}, 9, 2) as integer) <= extract(
        day from cast(substr({{ text }}, 1, 7) || '-01' as date) + interval '1 month - 1 day')
      then cast({{ text }} as timestamp)
  end
{%- endmacro %}

{% macro sqlite__as_timestamp(text) -%}
  case when date({{ text }}) = substr({{ text }}, 1, 10) then datetime({{ text }}) end
{%- endmacro %}


{# The day of a time or of ISO text. #}
{% macro as_day(expression) -%}
  {{ adapter.dispatch('as_day')(expression) }}
{%- endmacro %}

{% macro postgres__as_day(expression) -%} cast({{ as_timestamp('cast(' ~ expression ~ ' as text)') }} as date) {%- endmacro %}

{% macro sqlite__as_day(expression) -%} date({{ as_timestamp(expression) }}) {%- endmacro %}


{# Hours since 1970-01-01 00:00 of a time. #}
{% macro hour_number(timestamp) -%}
  {{ adapter.dispatch('hour_number')(timestamp) }}
{%- endmacro %}

{% macro postgres__hour_number(timestamp) -%}
  cast(floor(extract(epoch from {{ timestamp }}) / 3600) as integer)
{%- endmacro %}

{% macro sqlite__hour_number(timestamp) -%} (unixepoch({{ timestamp }}) / 3600) {%- endmacro %}


{# The way back: the time at which an hour starts … #}
{% macro hour_to_timestamp(hour_number) -%}
  {{ adapter.dispatch('hour_to_timestamp')(hour_number) }}
{%- endmacro %}

{% macro postgres__hour_to_timestamp(hour_number) -%}
  (timestamp '1970-01-01 00:00:00' + ({{ hour_number }}) * interval '1 hour')
{%- endmacro %}

{% macro sqlite__hour_to_timestamp(hour_number) -%} datetime(({{ hour_number }}) * 3600, 'unixepoch') {%- endmacro %}


{# … and the day of a day_number. #}
{% macro day_to_date(day_number) -%}
  {{ adapter.dispatch('day_to_date')(day_number) }}
{%- endmacro %}

{% macro postgres__day_to_date(day_number) -%} (date '1970-01-01' + cast({{ day_number }} as integer)) {%- endmacro %}

{% macro sqlite__day_to_date(day_number) -%} date(({{ day_number }}) * 86400, 'unixepoch') {%- endmacro %}


{# A time so many minutes later. #}
{% macro plus_minutes(timestamp, minutes) -%}
  {{ adapter.dispatch('plus_minutes')(timestamp, minutes) }}
{%- endmacro %}

{% macro postgres__plus_minutes(timestamp, minutes) -%}
  ({{ timestamp }} + ({{ minutes }}) * interval '1 minute')
{%- endmacro %}

{% macro sqlite__plus_minutes(timestamp, minutes) -%}
  datetime({{ timestamp }}, ({{ minutes }}) || ' minutes')
{%- endmacro %}


{# First day of the month of a day. #}
{% macro month_of(day) -%}
  {{ adapter.dispatch('month_of')(day) }}
{%- endmacro %}

{% macro postgres__month_of(day) -%} cast(date_trunc('month', {{ day }}) as date) {%- endmacro %}

{% macro sqlite__month_of(day) -%} date({{ day }}, 'start of month') {%- endmacro %}


{# Monday of an ISO week: the 4th of January is always in week 1. #}
{% macro monday_of_iso_week(year, week) -%}
  {{ adapter.dispatch('monday_of_iso_week')(year, week) }}
{%- endmacro %}

{% macro postgres__monday_of_iso_week(year, week) -%}
  (date_trunc('week', timestamp '{{ year }}-01-04') + ({{ week }} - 1) * interval '7 days')
{%- endmacro %}

{% macro sqlite__monday_of_iso_week(year, week) -%}
  datetime('{{ year }}-01-04', '-6 days', 'weekday 1', (({{ week }} - 1) * 7) || ' days')
{%- endmacro %}
