{{ config(enabled=(var('datasets')[var('dataset')].labels == 'simulator')) }}

select
    meter_id,
    {{ as_day('day') }} as reading_day,
    type as label,
    {{ as_number('true_kwh') }} - {{ as_number('recorded_kwh') }} as lost_kwh
from {{ ref('truth') }}
where kind = 'anomaly'
