{{ config(enabled=(var('dataset') == 'bamberg')) }}

-- Weeks and slots to times. The files name no year; 2018 is the year of the survey beside them, and in it (as in most
-- years) the clock changes on the Sunday before week 44, so that each of the seven weeks has its 672 quarters.
-- The way goes through the calendar, which knows the local clock: an hour that does not exist finds no time here.
with weeks as (

    {% for week in range(44, 51) -%}
    select {{ week }} as iso_week {{- ' union all' if not loop.last }}
    {% endfor %}

), hours as (

    select
        cast(weeks.iso_week as text) as iso_week,
        4 * (calendar.local_hour_number - {{ hour_number(monday_of_iso_week(var('bamberg_year'), 'weeks.iso_week')) }})
            as slots_before,
        calendar.hour_at
    from weeks
    inner join {{ ref('stg_calendar') }} as calendar
        on calendar.local_hour_number >= {{ hour_number(monday_of_iso_week(var('bamberg_year'), 'weeks.iso_week')) }}
        and calendar.local_hour_number < 168
            + {{ hour_number(monday_of_iso_week(var('bamberg_year'), 'weeks.iso_week')) }}
    where calendar.is_first_of_repeated_hour

), slots as (

    {% for quarter in range(4) -%}
    select
        iso_week,
        cast(slots_before + {{ quarter + 1 }} as text) as slot,
        {{ plus_minutes('hour_at', quarter * 15) }} as reading_at
    from hours
    {{- ' union all' if not loop.last }}
    {% endfor %}

)

select
    readings.household_id as meter_id,
    slots.reading_at,
    15 as step_minutes,
    readings.kwh as reported,
    cast(null as double precision) as temperature_c,
    cast(null as timestamp) as received_at,
    readings._source_file as source_file,
    readings._line as source_line
from {{ source('raw', 'bamberg_readings') }} as readings
left join slots
    on slots.iso_week = readings.iso_week
    and slots.slot = readings.slot
