{{ config(enabled=(var('datasets')[var('dataset')].households == 'simulator')) }}

-- Names and addresses end here: whoever reads on knows a household by its pseudonym only.
select
    trim(household_id) as household_id,
    trim(meter_id) as meter_id,
    nullif(lower(trim(profile)), '') as profile,
    nullif(lower(trim(heating)), '') as heating,
    {{ as_integer('occupants') }} as occupants,
    {{ as_number('floor_area_m2') }} as floor_area_m2,
    nullif(trim(feeder), '') as feeder
from {{ ref('households') }}
