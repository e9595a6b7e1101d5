extension BuiltInMacros {
  /// Series of numbers and dates without a table to take them from.
  static let dateSeries = MacroFamily(
    name: "series",
    dispatched: [
      "get_powers_of_two(upper_bound)", "generate_series(upper_bound)",
      "get_intervals_between(start_date, end_date, datepart)",
      "date_spine(datepart, start_date, end_date)",
    ],
    text: #"""
      {% macro default__get_powers_of_two(upper_bound) -%}
        {%- if upper_bound <= 0 -%}
          {{ exceptions.raise_compiler_error('upper bound must be positive') }}
        {%- endif -%}
        {%- for exponent in range(1, 100) if upper_bound <= 2 ** exponent -%}
          {{ return(exponent) }}
        {%- endfor -%}
      {%- endmacro %}

      {% macro default__generate_series(upper_bound) %}
        {%- set digits = range(get_powers_of_two(upper_bound)) %}
        with p as (
          select 0 as generated_number
          union all
          select 1
        ),
        unioned as (
          select
            {% for digit in digits -%}
              p{{ digit }}.generated_number * {{ 2 ** digit }} +
            {% endfor -%}
            1 as generated_number
          from
            {% for digit in digits -%}
              p as p{{ digit }}{{ ' cross join ' if not loop.last }}
            {%- endfor %}
        )
        select * from unioned
        where generated_number <= {{ upper_bound }}
        order by generated_number
      {% endmacro %}

      {% macro default__get_intervals_between(start_date, end_date, datepart) -%}
        {%- call statement('get_intervals_between', fetch_result=true) -%}
          select {{ dbt.datediff(start_date, end_date, datepart) }}
        {%- endcall -%}
        {%- set result = load_result('get_intervals_between') -%}
        {{ return(result['data'][0][0] if result and result['data'] else 1) }}
      {%- endmacro %}

      {% macro default__date_spine(datepart, start_date, end_date) %}
        with rawdata as (
          {{ dbt.generate_series(dbt.get_intervals_between(start_date, end_date, datepart)) }}
        ),
        all_periods as (
          select (
            {{ dbt.dateadd(datepart, 'row_number() over (order by 1) - 1', start_date) }}
          ) as date_{{ datepart }}
          from rawdata
        ),
        filtered as (
          select * from all_periods where date_{{ datepart }} <= {{ end_date }}
        )
        select * from filtered
      {% endmacro %}
      """#)

  /// Dates given as texts, as ranges of partitions are.
  static let datetimes = MacroFamily(
    name: "datetime",
    text: #"""
      {% macro convert_datetime(date_str, date_fmt) -%}
        {%- set problem -%}
          The provided partition date '{{ date_str }}' does not match the expected format '{{ date_fmt }}'
        {%- endset -%}
        {{ return(try_or_compiler_error(problem, modules.datetime.datetime.strptime, date_str.strip(), date_fmt)) }}
      {%- endmacro %}

      {% macro dates_in_range(start_date_str, end_date_str=none, in_fmt="%Y%m%d", out_fmt="%Y%m%d") -%}
        {%- set first = convert_datetime(start_date_str, in_fmt) -%}
        {%- set last = convert_datetime(end_date_str if end_date_str is not none else start_date_str, in_fmt) -%}
        {%- if last < first -%}
          {{ exceptions.raise_compiler_error(
            'Partition start date is after the end date (' ~ first ~ ', ' ~ last ~ ')', model) }}
        {%- endif -%}
        {%- set dates = [] -%}
        {%- for days in range((last - first).days + 1) -%}
          {%- set day = first + modules.datetime.timedelta(days=days) -%}
          {%- do dates.append(day.strftime(out_fmt) if out_fmt else day) -%}
        {%- endfor -%}
        {{ return(dates) }}
      {%- endmacro %}

      {% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') -%}
        {%- set ends = (raw_partition_date | string).split(',') -%}
        {%- if ends | length > 2 -%}
          {{ exceptions.raise_compiler_error(
            'Invalid partition time. Expected format: {Start Date}[,{End Date}]. Got: ' ~ raw_partition_date) }}
        {%- endif -%}
        {{ return(dates_in_range(ends[0], ends[1] if ends | length == 2 else none, in_fmt=date_fmt)) }}
      {%- endmacro %}

      {% macro py_current_timestring() -%}
        {{ return(modules.datetime.datetime.now().strftime('%Y%m%d%H%M%S%f')) }}
      {%- endmacro %}
      """#)
}
