select
    band,
    from_kwh_per_day,
    below_kwh_per_day
from {{ ref('consumption_bands') }}
