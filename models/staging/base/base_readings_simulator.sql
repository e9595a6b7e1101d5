{{ config(enabled=(var('dataset') == 'simulator')) }}

-- The simulator already speaks the layout that all base models share.
select
    meter_id,
    {{ as_timestamp('reading_at') }} as reading_at,
    {{ as_integer('step_minutes') }} as step_minutes,
    consumption_kwh as reported,
    {{ as_number('temperature_c') }} as temperature_c,
    {{ as_timestamp('received_at') }} as received_at,
    'simulator' as source_file,
    0 as source_line
from {{ ref('meter_readings') }}
