-- Every version of every contract with the span in which it held (slowly changing, type 2). The first version that
-- we know of also covers the time before it.
with versions as (

    select
        {{ pseudonym('contract_id') }} as contract_key,
        {{ pseudonym('household_id') }} as household_key,
        tariff,
        contracted_kw,
        valid_from,
        row_number() over (partition by household_id order by valid_from) as version,
        lead(valid_from) over (partition by household_id order by valid_from) as valid_to
    from {{ ref('base_contracts_' ~ dataset_setting('contracts')) }}

)

select
    contract_key,
    household_key,
    version,
    tariff,
    contracted_kw,
    valid_from,
    valid_to,
    case when version = 1 then 0 else {{ hour_number('valid_from') }} end as from_hour,
    coalesce({{ hour_number('valid_to') }}, 100000000) as before_hour,
    valid_to is null as is_current
from versions
