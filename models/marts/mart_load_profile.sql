-- The typical day of each kind of customer, on workdays and on days off: mean and spread of one household's hour.
select
    coalesce(households.profile, bands.consumption_band) as profile,
    hours.day_type,
    hours.hour_of_day,
    count(distinct hours.meter_id) as households,
    {{ rounded('avg(hours.total_kwh)') }} as avg_kwh,
    {{ rounded(quantile('hours.total_kwh', 0.1)) }} as p10_kwh,
    {{ rounded(median('hours.total_kwh')) }} as median_kwh,
    {{ rounded(quantile('hours.total_kwh', 0.9)) }} as p90_kwh
from {{ ref('int_readings_hourly') }} as hours
inner join {{ ref('int_household_bands') }} as bands on bands.meter_id = hours.meter_id
left join {{ ref('stg_households') }} as households on households.meter_id = hours.meter_id
where hours.completeness = 1
group by coalesce(households.profile, bands.consumption_band), hours.day_type, hours.hour_of_day
