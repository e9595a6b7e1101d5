{{ config(enabled=(var('datasets')[var('dataset')].labels == 'ziya07')) }}

-- Labels of half-hours: a day is abnormal when one of its half-hours is.
select distinct
    'ziya07' as meter_id,
    {{ as_day('"Timestamp"') }} as reading_day,
    'abnormal' as label,
    cast(null as double precision) as lost_kwh
from {{ source('raw', 'ziya07_readings') }}
where "Anomaly_Label" = 'Abnormal'
