{{ config(enabled=(var('dataset') == 'fr_load')) }}

-- A whole country as one meter: the mean load of an hour in MW is its energy in MWh.
select
    'FR' as meter_id,
    {{ as_timestamp('utc_timestamp') }} as reading_at,
    60 as step_minutes,
    cast({{ rounded(as_number('load_mw') ~ ' * 1000', 0) }} as text) as reported,
    {{ as_number('temperature_paris_c') }} as temperature_c,
    cast(null as timestamp) as received_at,
    _source_file as source_file,
    _line as source_line
from {{ source('raw', 'fr_load') }}
-- Of all deliveries that were ever loaded, the one under examination: a bad one must not speak for a good one.
where _source_file like '%{{ var('fr_load_files') | replace('*', '%') }}'
