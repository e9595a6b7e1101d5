{{ config(enabled=(var('datasets')[var('dataset')].contracts == 'simulator')) }}

select
    trim(contract_id) as contract_id,
    trim(household_id) as household_id,
    lower(trim(tariff)) as tariff,
    {{ as_number('contracted_kw') }} as contracted_kw,
    {{ as_timestamp('valid_from') }} as valid_from
from {{ ref('contracts') }}
