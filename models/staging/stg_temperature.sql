{{ config(enabled=(var('dataset') == 'simulator')) }}

select
    {{ hour_number(as_timestamp('observed_at')) }} as hour_number,
    {{ as_timestamp('observed_at') }} as observed_at,
    trim(station_id) as station_id,
    {{ as_number('temperature_c') }} as temperature_c
from {{ ref('temperature') }}
