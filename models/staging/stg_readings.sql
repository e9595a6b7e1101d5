{#- SQLite keeps every schema in a file of its own, which a view would tie to the names of its neighbours. -#}
{{ config(materialized='table' if target.type == 'sqlite' else 'view') }}

-- The readings of which meter and time are known. consumption_kwh is null where the value cannot be trusted;
-- quality_flag says why, reported_kwh keeps what the meter sent.
select
    meter_id,
    reading_at,
    step_minutes,
    case when quality_flag = 'ok' then reported_kwh end as consumption_kwh,
    temperature_c,
    quality_flag,
    hour_of_day,
    day_of_week,
    is_weekend,
    local_day,
    day_number,
    hour_number,
    reported_kwh,
    received_at
from {{ ref('stg_readings_checked') }}
where rejected_because is null
