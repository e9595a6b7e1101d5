-- The usual shape of a household's day: the median of each hour, on workdays, Saturdays and Sundays.
select
    meter_id,
    week_part,
    hour_of_day,
    {{ rounded(median('total_kwh'), 6) }} as typical_kwh
from {{ ref('int_readings_hourly') }}
where total_kwh is not null
group by meter_id, week_part, hour_of_day
