-- The band that each household's average day falls into, for data sets that do not tell the kind of customer.
with households as (

    select
        meter_id,
        {{ rounded('avg(total_kwh)', 6) }} as mean_total_kwh
    from {{ ref('int_readings_daily') }}
    group by meter_id

)

select
    households.meter_id,
    households.mean_total_kwh,
    bands.band as consumption_band
from households
left join {{ ref('stg_consumption_bands') }} as bands
    on households.mean_total_kwh >= bands.from_kwh_per_day
    and households.mean_total_kwh < bands.below_kwh_per_day
