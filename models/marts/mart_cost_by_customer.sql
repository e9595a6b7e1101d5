-- What each household's energy cost by month: every hour at the price of the tariff that the contract named in that
-- hour. Contract and price are both joined as of the hour, so a change of either counts from its own day.
with charged as (

    select
        households.household_key,
        contracts.tariff,
        hours.local_day,
        hours.total_kwh,
        hours.total_kwh * prices.price_eur_per_kwh as cost_eur
    from {{ ref('int_readings_hourly') }} as hours
    inner join {{ ref('stg_households') }} as households on households.meter_id = hours.meter_id
    inner join {{ ref('stg_contracts') }} as contracts
        on contracts.household_key = households.household_key
        and contracts.from_hour <= hours.hour_number
        and contracts.before_hour > hours.hour_number
    inner join {{ ref('int_prices_hourly') }} as prices
        on prices.tariff = contracts.tariff
        and prices.hour_number = hours.hour_number
    where hours.total_kwh is not null

)

select
    household_key,
    {{ month_of('local_day') }} as month,
    tariff,
    {{ rounded('sum(total_kwh)') }} as total_kwh,
    {{ rounded('sum(cost_eur)', 2) }} as cost_eur,
    {{ rounded(ratio('sum(cost_eur)', 'sum(total_kwh)')) }} as avg_price_eur_per_kwh
from charged
group by household_key, {{ month_of('local_day') }}, tariff
