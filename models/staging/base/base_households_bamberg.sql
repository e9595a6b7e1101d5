{{ config(enabled=(var('datasets')[var('dataset')].households == 'bamberg')) }}

-- The survey asked about heating, not about consumption; the 13 homes without a meter are kept.
select
    "VID" as household_id,
    "VID" as meter_id,
    cast(null as text) as profile,
    nullif(lower(trim(heating_type)), '') as heating,
    cast(null as integer) as occupants,
    cast(null as double precision) as floor_area_m2,
    cast(null as text) as feeder
from {{ source('raw', 'bamberg_survey') }}
