{{ config(enabled=(var('datasets')[var('dataset')].households == 'none')) }}

-- For data sets that say nothing of their households: one for each meter.
select distinct
    meter_id as household_id,
    meter_id,
    cast(null as text) as profile,
    cast(null as text) as heating,
    cast(null as integer) as occupants,
    cast(null as double precision) as floor_area_m2,
    cast(null as text) as feeder
from {{ ref('stg_readings') }}
