extension BuiltInMacros {
  /// Series of numbers and dates without a table to take them from.
  static let sequences = #"""
    {% macro get_powers_of_two(upper_bound) %}
      {{ return(adapter.dispatch('get_powers_of_two', 'dbt')(upper_bound)) }}
    {% endmacro %}
    {% macro default__get_powers_of_two(upper_bound) %}
      {%- if upper_bound <= 0 -%}
        {{ exceptions.raise_compiler_error('the upper bound must be positive') }}
      {%- endif -%}
      {%- for exponent in range(1, 101) -%}
        {%- if upper_bound <= 2 ** exponent -%}{{ return(exponent) }}{%- endif -%}
      {%- endfor -%}
    {% endmacro %}

    {% macro generate_series(upper_bound) %}
      {{- return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) -}}
    {% endmacro %}
    {% macro default__generate_series(upper_bound) %}
    {%- set powers = get_powers_of_two(upper_bound) %}
    with p as (
      select 0 as generated_number union all select 1
    ), unioned as (
      select
        {% for power in range(powers) -%}
        p{{ power }}.generated_number * {{ 2 ** power }}{{ ' + ' if not loop.last }}
        {%- endfor %} + 1 as generated_number
      from
        {% for power in range(powers) -%}
        p as p{{ power }}{{ ' cross join ' if not loop.last }}
        {%- endfor %}
    )
    select * from unioned
    where generated_number <= {{ upper_bound }}
    order by generated_number
    {% endmacro %}

    {% macro get_intervals_between(start_date, end_date, datepart) -%}
      {{ return(adapter.dispatch('get_intervals_between', 'dbt')(start_date, end_date, datepart)) }}
    {%- endmacro %}
    {% macro default__get_intervals_between(start_date, end_date, datepart) -%}
      {%- set sql = 'select ' ~ datediff(start_date, end_date, datepart) -%}
      {{ return((run_query(sql).columns[0].values()[0] | int) if execute else 0) }}
    {%- endmacro %}

    {% macro date_spine(datepart, start_date, end_date) %}
      {{- return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) -}}
    {% endmacro %}
    {% macro default__date_spine(datepart, start_date, end_date) %}
    with rawdata as (
      {{ generate_series([get_intervals_between(start_date, end_date, datepart), 1] | max) }}
    ), all_periods as (
      select {{ dateadd(datepart, '(row_number() over (order by 1) - 1)', start_date) }} as date_{{ datepart }}
      from rawdata
    )
    select * from all_periods where date_{{ datepart }} <= {{ end_date }}
    {% endmacro %}
    """#
}
