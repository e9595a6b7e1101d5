{{ config(enabled=(var('datasets')[var('dataset')].labels == 'sgsc_injected')) }}

select distinct
    customer_id as meter_id,
    {{ as_day('reading_datetime') }} as reading_day,
    case anomaly_type
        when 'bypass_50pct' then 'bypass'
        when 'zero_day' then 'zero'
        when 'spike_1slot' then 'spike'
        else anomaly_type
    end as label,
    cast(null as double precision) as lost_kwh
from {{ source('raw', 'sgsc_injected_readings') }}
where anomaly_type <> 'none'
