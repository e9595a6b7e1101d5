-- What is normal for each household: medians and median deviations over its own days, which a few odd days cannot
-- move, and the band that its average day falls into.
{% set measures = ['total_kwh', 'night_share', 'max_reading_kwh'] -%}

with days as (

    select *
    from {{ ref('int_readings_daily') }}
    where completeness >= {{ var('min_completeness') }}

), medians as (

    select
        meter_id,
        count(*) as days,
        avg(total_kwh) as mean_total_kwh,
        {%- for measure in measures %}
        {{ median(measure) }} as median_{{ measure }}{{ ',' if not loop.last }}
        {%- endfor %}
    from days
    group by meter_id

), deviations as (

    select
        days.meter_id,
        {%- for measure in measures %}
        {{ median('abs(days.' ~ measure ~ ' - medians.median_' ~ measure ~ ')') }} as mad_{{ measure }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from days
    inner join medians on medians.meter_id = days.meter_id
    group by days.meter_id

)

select
    medians.meter_id,
    medians.days,
    {{ rounded('medians.mean_total_kwh', 6) }} as mean_total_kwh,
    {%- for measure in measures %}
    {{ rounded('medians.median_' ~ measure, 6) }} as median_{{ measure }},
    {{ rounded('deviations.mad_' ~ measure, 6) }} as mad_{{ measure }},
    {%- endfor %}
    bands.band as consumption_band
from medians
inner join deviations on deviations.meter_id = medians.meter_id
left join {{ ref('stg_consumption_bands') }} as bands
    on medians.mean_total_kwh >= bands.from_kwh_per_day
    and medians.mean_total_kwh < bands.below_kwh_per_day
