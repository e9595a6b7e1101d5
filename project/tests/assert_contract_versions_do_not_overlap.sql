select
    household_key,
    version
from (
    select
        household_key,
        version,
        from_hour,
        lag(before_hour) over (partition by household_key order by version) as previous_before_hour
    from {{ ref('stg_contracts') }}
) as versions
where previous_before_hour > from_hour
