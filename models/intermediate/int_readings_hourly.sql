-- From readings of any resolution to hours. Sums are of trusted readings only; completeness says how much is missing.
with hours as (

    select
        meter_id,
        hour_number,
        count(consumption_kwh) as readings,
        60 / max(step_minutes) as expected_readings,
        sum(consumption_kwh) as total_kwh,
        avg(consumption_kwh) as avg_kwh,
        max(consumption_kwh) as max_kwh,
        min(consumption_kwh) as min_kwh,
        stddev_samp(consumption_kwh) as stddev_kwh,
        avg(temperature_c) as temperature_c
    from {{ ref('stg_readings') }}
    group by meter_id, hour_number

)

select
    hours.meter_id,
    hours.hour_number,
    calendar.hour_at,
    calendar.day_number,
    calendar.local_day,
    calendar.hour_of_day,
    calendar.day_type,
    calendar.week_part,
    calendar.is_night,
    hours.readings,
    hours.expected_readings,
    {{ rounded(ratio('hours.readings', 'hours.expected_readings')) }} as completeness,
    {{ rounded('hours.total_kwh', 6) }} as total_kwh,
    {{ rounded('hours.avg_kwh', 6) }} as avg_kwh,
    hours.max_kwh,
    hours.min_kwh,
    {{ rounded('hours.stddev_kwh', 6) }} as stddev_kwh,
    {{ rounded('hours.temperature_c') }} as temperature_c
from hours
inner join {{ ref('stg_calendar') }} as calendar on calendar.hour_number = hours.hour_number
