{{ config(enabled=(var('dataset') == 'sgsc_injected')) }}

-- The files call their times local, but the clock's changes are not in them: on each first Sunday of October
-- 02:00 and 02:30 are there, and in April nothing comes twice. So it is Sydney's standard time, UTC+10, all year.
select
    customer_id as meter_id,
    {{ plus_minutes(as_timestamp('reading_datetime'), -600) }} as reading_at,
    30 as step_minutes,
    general_supply_kwh as reported,
    cast(null as double precision) as temperature_c,
    cast(null as timestamp) as received_at,
    _source_file as source_file,
    _line as source_line
from {{ source('raw', 'sgsc_injected_readings') }}
