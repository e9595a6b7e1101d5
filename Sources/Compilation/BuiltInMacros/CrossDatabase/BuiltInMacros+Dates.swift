extension BuiltInMacros {
  /// Dates and times.
  static let dates = MacroFamily(
    name: "dates",
    dispatched: [
      "current_timestamp()", "snapshot_get_time()", "current_timestamp_backcompat()",
      "current_timestamp_in_utc_backcompat()", "snapshot_string_as_time(timestamp)",
      "date_trunc(datepart, date)", "dateadd(datepart, interval, from_date_or_timestamp)",
      "datediff(first_date, second_date, datepart)", "last_day(date, datepart)",
      "date(year, month, day)",
    ],
    text: #"""
      {% macro default__current_timestamp() -%}
        {{ exceptions.raise_not_implemented('current_timestamp is not written for ' ~ adapter.type()) }}
      {%- endmacro %}
      {% macro default__snapshot_get_time() -%}{{ current_timestamp() }}{%- endmacro %}
      {% macro default__current_timestamp_backcompat() -%}current_timestamp::timestamp{%- endmacro %}
      {% macro default__current_timestamp_in_utc_backcompat() -%}
        {{ return(current_timestamp_backcompat()) }}
      {%- endmacro %}
      {% macro default__snapshot_string_as_time(timestamp) -%}
        {{ exceptions.raise_not_implemented('snapshot_string_as_time is not written for ' ~ adapter.type()) }}
      {%- endmacro %}
      {% macro get_snapshot_get_time_data_type() -%}
        {%- set columns = get_column_schema_from_query('select ' ~ snapshot_get_time() ~ ' as dbt_snapshot_time') -%}
        {{ return(columns[0].dtype or none) }}
      {%- endmacro %}

      {% macro default__date_trunc(datepart, date) -%}date_trunc('{{ datepart }}', {{ date }}){%- endmacro %}
      {% macro default__dateadd(datepart, interval, from_date_or_timestamp) -%}
        dateadd({{ datepart }}, {{ interval }}, {{ from_date_or_timestamp }})
      {%- endmacro %}
      {% macro default__datediff(first_date, second_date, datepart) -%}
        datediff({{ datepart }}, {{ first_date }}, {{ second_date }})
      {%- endmacro %}

      {% macro default_last_day(date, datepart) -%}
        {%- set start = dbt.date_trunc(datepart, date) -%}
        cast({{ dbt.dateadd('day', '-1', dbt.dateadd(datepart, '1', start)) }} as date)
      {%- endmacro %}
      {% macro default__last_day(date, datepart) -%}{{ default_last_day(date, datepart) }}{%- endmacro %}

      {% macro default__date(year, month, day) -%}
        to_date('{{ modules.datetime.date(year, month, day).isoformat() }}', 'YYYY-MM-DD')
      {%- endmacro %}
      """#)
}
