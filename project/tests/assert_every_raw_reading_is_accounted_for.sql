-- readings + rejected rows = all rows
select *
from (
    select
        (select count(*) from {{ ref('stg_readings_checked') }}) as checked,
        (select count(*) from {{ ref('stg_readings') }}) as readings,
        (select count(*) from {{ ref('stg_readings_rejected') }}) as rejected
) as counts
where checked <> readings + rejected
