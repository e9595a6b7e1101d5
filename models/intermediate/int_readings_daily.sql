{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key=['meter_id', 'day_number'],
        on_schema_change='fail',
        pre_hook='{{ forget_other_datasets() }}'
    )
}}

-- One row for each meter and local day. Readings may arrive days after their time, so a run computes the last
-- {{ var('late_arrival_days') }} days again and replaces what it said about them before.
with hours as (

    select
        *,
        row_number() over (
            partition by meter_id, day_number
            order by coalesce(total_kwh, -1) desc, hour_number
        ) as place
    from {{ ref('int_readings_hourly') }}

    {% if is_incremental() -%}
    where day_number > (select coalesce(max(day_number), 0) - {{ var('late_arrival_days') }} from {{ this }})
    {%- endif %}

), days as (

    select
        meter_id,
        day_number,
        sum(readings) as readings,
        max(expected_readings) as expected_per_hour,
        sum(total_kwh) as total_kwh,
        avg(total_kwh) as avg_kwh,
        stddev_samp(total_kwh) as stddev_kwh,
        max(total_kwh) as peak_kwh,
        max(case when place = 1 then hour_of_day end) as peak_hour,
        max(max_kwh) as max_reading_kwh,
        sum(case when is_night then total_kwh else 0 end) as night_kwh,
        sum(case when total_kwh = 0 then 1 else 0 end) as zero_hours
    from hours
    group by meter_id, day_number

), calendar as (

    select distinct day_number, local_day, week_part, hours_in_day
    from {{ ref('stg_calendar') }}

)

select
    '{{ var("dataset") }}' as dataset,
    days.meter_id,
    days.day_number,
    calendar.local_day as reading_day,
    calendar.week_part,
    days.readings,
    days.expected_per_hour * calendar.hours_in_day as expected_readings,
    {{ rounded(ratio('days.readings', 'days.expected_per_hour * calendar.hours_in_day')) }} as completeness,
    {{ rounded('days.total_kwh', 6) }} as total_kwh,
    {{ rounded('days.avg_kwh', 6) }} as avg_kwh,
    {{ rounded('days.stddev_kwh', 6) }} as stddev_kwh,
    {{ rounded('days.peak_kwh', 6) }} as peak_kwh,
    days.peak_hour,
    days.max_reading_kwh,
    {{ rounded(ratio('days.night_kwh', 'days.total_kwh'), 6) }} as night_share,
    days.zero_hours
from days
inner join calendar on calendar.day_number = days.day_number
