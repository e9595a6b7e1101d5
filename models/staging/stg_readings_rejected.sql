{#- SQLite keeps every schema in a file of its own, which a view would tie to the names of its neighbours. -#}
{{ config(materialized='table' if target.type == 'sqlite' else 'view') }}

-- Rows that are no reading: without meter or time, or delivered a second time.
select
    rejected_because,
    meter_id,
    reading_at,
    reported,
    received_at,
    source_file,
    source_line
from {{ ref('stg_readings_checked') }}
where rejected_because is not null
