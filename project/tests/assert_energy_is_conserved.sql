-- What the days sum up to is what the trusted readings sum up to.
with totals as (

    select
        (select sum(consumption_kwh) from {{ ref('stg_readings') }}) as readings_kwh,
        (select sum(total_kwh) from {{ ref('int_readings_daily') }}) as days_kwh

)

select *
from totals
where abs(readings_kwh - days_kwh) > 0.000001 * abs(readings_kwh)
