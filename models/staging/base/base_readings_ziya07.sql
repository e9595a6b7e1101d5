{{ config(enabled=(var('dataset') == 'ziya07')) }}

-- One series without a name; its values are scaled to 0–1, so "kWh" is a manner of speaking here.
select
    'ziya07' as meter_id,
    {{ as_timestamp('"Timestamp"') }} as reading_at,
    30 as step_minutes,
    "Electricity_Consumed" as reported,
    cast(null as double precision) as temperature_c,
    cast(null as timestamp) as received_at,
    _source_file as source_file,
    _line as source_line
from {{ source('raw', 'ziya07_readings') }}
