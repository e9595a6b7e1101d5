-- How much of each kind of anomaly is found, by the forest, by the rules, by either. One line for each kind, because
-- one figure for all of them flatters; the line `none` holds the false alarms.
{% set found_by = {
    'forest': 'is_anomaly_ml',
    'rules': 'anomaly_type is not null',
    'either': 'is_anomaly_ml or anomaly_type is not null'
} -%}

with labelled as (

    select
        coalesce(label, 'none') as label,
        score,
        {%- for way, condition in found_by.items() %}
        case when {{ condition }} then 1 else 0 end as found_by_{{ way }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('mart_anomaly_flags') }}
    where exists (select 1 from {{ ref('stg_labels') }})

)

select
    label,
    count(*) as days,
    {%- for way in found_by %}
    sum(found_by_{{ way }}) as found_by_{{ way }},
    {{ rounded(ratio('sum(found_by_' ~ way ~ ')', 'count(*)')) }} as share_found_by_{{ way }},
    {%- endfor %}
    {{ rounded('avg(score)') }} as mean_score
from labelled
group by label
