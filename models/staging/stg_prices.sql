-- Each price with the span in which it holds: from its own start to the next one of its tariff.
{% set prices = 'prices' if var('dataset') == 'simulator' else 'reference_prices' -%}

with typed as (

    select
        lower(trim(tariff)) as tariff,
        {{ as_timestamp('valid_from') }} as valid_from,
        {{ as_number('price_eur_per_kwh') }} as price_eur_per_kwh
    from {{ ref(prices) }}

), spans as (

    select
        tariff,
        valid_from,
        lead(valid_from) over (partition by tariff order by valid_from) as valid_to,
        price_eur_per_kwh
    from typed

)

select
    tariff,
    valid_from,
    valid_to,
    {{ hour_number('valid_from') }} as from_hour,
    coalesce({{ hour_number('valid_to') }}, 100000000) as before_hour,
    price_eur_per_kwh
from spans
