-- The hours in which everybody together draws more than in {{ var('peak_quantile') * 100 }} % of all hours.
with threshold as (

    select {{ rounded(quantile('total_kwh', var('peak_quantile'))) }} as threshold_kwh
    from {{ ref('int_load_hourly') }}

)

select
    load.hour_at,
    load.local_day,
    load.hour_of_day,
    load.day_type,
    load.meters,
    load.total_kwh,
    threshold.threshold_kwh,
    {{ rounded(ratio('100 * (load.total_kwh - threshold.threshold_kwh)', 'threshold.threshold_kwh')) }}
        as above_threshold_pct,
    rank() over (order by load.total_kwh desc) as peak_rank
from {{ ref('int_load_hourly') }} as load
inner join threshold on load.total_kwh > threshold.threshold_kwh
