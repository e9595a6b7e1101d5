-- One row for each hour, with what the clock on the wall says. Everything that speaks of days, evenings or weekends
-- joins it on hour_number; days on which the clock changes have 23 or 25 rows of their own accord.
with recursive hours as (

    select {{ hour_number(as_timestamp("'" ~ dataset_setting('calendar_from') ~ "'")) }} - 24 as hour_number
    union all
    select hour_number + 1
    from hours
    where hour_number < {{ hour_number(as_timestamp("'" ~ dataset_setting('calendar_to') ~ "'")) }} + 48

), offsets as (

    select
        {{ hour_number(as_timestamp('valid_from_utc')) }} as from_hour,
        lead({{ hour_number(as_timestamp('valid_from_utc')) }}, 1, 100000000)
            over (order by valid_from_utc) as before_hour,
        offset_minutes / 60 as offset_hours
    from {{ ref('time_zones') }}
    where time_zone = '{{ dataset_setting("time_zone") }}'

), local_hours as (

    select
        hours.hour_number,
        hours.hour_number + offsets.offset_hours as local_hour_number,
        (hours.hour_number + offsets.offset_hours) / 24 as day_number
    from hours
    inner join offsets
        on hours.hour_number >= offsets.from_hour
        and hours.hour_number < offsets.before_hour

), named as (

    select
        hour_number,
        {{ hour_to_timestamp('hour_number') }} as hour_at,
        local_hour_number,
        day_number,
        {{ day_to_date('day_number') }} as local_day,
        local_hour_number - 24 * day_number as hour_of_day,
        -- 1970-01-01, day 0, was a Thursday.
        (day_number + 3) % 7 + 1 as day_of_week,
        row_number() over (partition by local_hour_number order by hour_number) = 1 as is_first_of_repeated_hour,
        count(*) over (partition by day_number) as hours_in_day
    from local_hours

)

select
    named.hour_number,
    named.hour_at,
    named.local_hour_number,
    named.day_number,
    named.local_day,
    named.hour_of_day,
    named.day_of_week,
    named.day_of_week >= 6 as is_weekend,
    holidays.day is not null as is_holiday,
    case when named.day_of_week >= 6 or holidays.day is not null then 'day off' else 'workday' end as day_type,
    case
        when named.day_of_week = 7 or holidays.day is not null then 'sunday'
        when named.day_of_week = 6 then 'saturday'
        else 'workday'
    end as week_part,
    named.hour_of_day >= {{ var('night')['from'] }} or named.hour_of_day <= {{ var('night')['to'] }} as is_night,
    named.is_first_of_repeated_hour,
    named.hours_in_day
from named
left join {{ ref('public_holidays') }} as holidays
    on holidays.region = '{{ dataset_setting("region") }}'
    and holidays.day = cast(named.local_day as text)
-- A day is in the calendar whole or not at all.
where named.local_day between '{{ dataset_setting("calendar_from") }}' and '{{ dataset_setting("calendar_to") }}'
