-- When to move load out of, and into: the quarter of the day's hours with the highest mean load, and the quarter with
-- the lowest, for workdays and days off. potential_kwh is the distance from the mean of the day.
with typical as (

    select
        day_type,
        hour_of_day,
        avg(total_kwh) as avg_kwh
    from {{ ref('int_load_hourly') }}
    group by day_type, hour_of_day

), ranked as (

    select
        day_type,
        hour_of_day,
        {{ rounded('avg_kwh') }} as avg_kwh,
        {{ rounded('avg(avg_kwh) over (partition by day_type)') }} as mean_kwh,
        row_number() over (partition by day_type order by {{ rounded('avg_kwh') }} desc, hour_of_day) as place
    from typical

), windows as (

    select
        *,
        case
            when place <= 6 then 'move out'
            when place > 18 then 'move in'
            else 'leave'
        end as advice
    from ranked

)

select
    day_type,
    hour_of_day,
    advice,
    avg_kwh,
    mean_kwh,
    {{ rounded('abs(avg_kwh - mean_kwh)') }} as potential_kwh,
    place as load_rank
from windows
where advice <> 'leave'
