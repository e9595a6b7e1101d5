-- Every delivered reading, typed and judged; nothing is dropped here. stg_readings and stg_readings_rejected are its
-- two halves.
with delivered as (

    select * from {{ ref('base_readings_' ~ var('dataset')) }}

), typed as (

    select
        nullif(trim(meter_id), '') as meter_id,
        reading_at,
        {{ hour_number('reading_at') }} as hour_number,
        step_minutes,
        nullif(trim(reported), '') as reported,
        {{ rounded(as_number('reported'), 6) }} as reported_kwh,
        temperature_c,
        received_at,
        source_file,
        source_line,
        -- The first delivery of a meter's time is kept.
        row_number() over (
            partition by meter_id, reading_at
            order by received_at, source_file, source_line
        ) as delivery
    from delivered

)

select
    typed.meter_id,
    typed.reading_at,
    typed.hour_number,
    calendar.day_number,
    calendar.local_day,
    calendar.hour_of_day,
    calendar.day_of_week,
    calendar.is_weekend,
    typed.step_minutes,
    typed.reported,
    typed.reported_kwh,
    case
        when typed.meter_id is null then 'no meter'
        when typed.reading_at is null then 'no timestamp'
        when typed.delivery > 1 then 'duplicate'
        when calendar.hour_number is null then 'outside the calendar'
    end as rejected_because,
    case
        when typed.reported is null then 'missing'
        when typed.reported_kwh is null then 'not a number'
        when abs(typed.reported_kwh) in ({{ var('sentinels') | join(', ') }}) then 'sentinel'
        when typed.reported_kwh < 0 then 'negative'
        when typed.reported_kwh > {{ dataset_setting('max_kwh_per_step') }} then 'above limit'
        else 'ok'
    end as quality_flag,
    typed.temperature_c,
    typed.received_at,
    typed.source_file,
    typed.source_line
from typed
left join {{ ref('stg_calendar') }} as calendar on calendar.hour_number = typed.hour_number
