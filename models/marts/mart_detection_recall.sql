-- How much of each kind of anomaly is found, by the forest, by the rules, by either. One line for each kind, because
-- one figure for all of them flatters; the line `any` has them all, and `none` holds the false alarms.
{% set found_by = {
    'forest': 'is_anomaly_ml',
    'rules': 'anomaly_type is not null',
    'either': 'is_anomaly_ml or anomaly_type is not null'
} -%}

with flags as (

    select
        coalesce(label, 'none') as label,
        score,
        {%- for way, condition in found_by.items() %}
        case when {{ condition }} then 1 else 0 end as found_by_{{ way }},
        {%- endfor %}
        case when label is null then 1 else 0 end as is_ordinary
    from {{ ref('mart_anomaly_flags') }}
    where exists (select 1 from {{ ref('stg_labels') }})

),

-- Each day's place among the ordinary ones: how many score less, a tie counting half.
placed as (

    select
        flags.*,
        sum(is_ordinary) over (order by score) - 0.5 * sum(is_ordinary) over (partition by score) as below,
        sum(is_ordinary) over () as ordinary_days
    from flags

),

labelled as (

    select * from placed
    union all
    select
        'any' as label,
        score,
        {%- for way in found_by %}
        found_by_{{ way }},
        {%- endfor %}
        is_ordinary,
        below,
        ordinary_days
    from placed
    where is_ordinary = 0

)

select
    label,
    count(*) as days,
    {%- for way in found_by %}
    sum(found_by_{{ way }}) as found_by_{{ way }},
    {{ rounded(ratio('sum(found_by_' ~ way ~ ')', 'count(*)')) }} as share_found_by_{{ way }},
    {%- endfor %}
    {{ rounded('avg(score)') }} as mean_score,
    case when label <> 'none' then {{ rounded('avg(below) / max(ordinary_days)') }} end as auc
from labelled
group by label
