-- The price of each tariff in each hour of the data: the last one that began before the hour (as-of join).
with span as (

    select min(hour_number) as from_hour, max(hour_number) as to_hour
    from {{ ref('int_readings_hourly') }}

)

select
    prices.tariff,
    calendar.hour_number,
    prices.price_eur_per_kwh
from {{ ref('stg_calendar') }} as calendar
inner join span on calendar.hour_number between span.from_hour and span.to_hour
inner join {{ ref('stg_prices') }} as prices
    on prices.from_hour <= calendar.hour_number
    and prices.before_hour > calendar.hour_number
