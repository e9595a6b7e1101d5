-- The readings that staging did not trust, the most extreme first: where to send somebody with a new meter.
select
    meter_id,
    reading_at,
    quality_flag,
    reported_kwh
from {{ ref('stg_readings') }}
where quality_flag in ('negative', 'above limit', 'sentinel')
order by abs(reported_kwh) desc, meter_id, reading_at
limit 100
