-- The load of everybody together, hour by hour.
select
    hour_number,
    min(hour_at) as hour_at,
    min(local_day) as local_day,
    min(day_number) as day_number,
    min(hour_of_day) as hour_of_day,
    min(day_type) as day_type,
    count(total_kwh) as meters,
    {{ rounded('sum(total_kwh)') }} as total_kwh,
    {{ rounded('avg(temperature_c)') }} as temperature_c,
    max(case when day_type = 'workday' then 1 else 0 end) as is_workday
from {{ ref('int_readings_hourly') }}
group by hour_number
having count(total_kwh) > 0
