{{ config(enabled=(var('datasets')[var('dataset')].contracts == 'none')) }}

-- For data sets without contracts: everybody pays the flat reference price.
select
    'assumed ' || household_id as contract_id,
    household_id,
    'flat' as tariff,
    cast(null as double precision) as contracted_kw,
    {{ as_timestamp("'2010-01-01 00:00:00'") }} as valid_from
from {{ ref('base_households_' ~ dataset_setting('households')) }}
