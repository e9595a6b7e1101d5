select
    {{ pseudonym('household_id') }} as household_key,
    meter_id,
    profile,
    heating,
    occupants,
    floor_area_m2,
    feeder
from {{ ref('base_households_' ~ dataset_setting('households')) }}
where household_id is not null
