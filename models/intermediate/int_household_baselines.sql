-- What is normal for each household: medians and median deviations over its own days, which a few odd days cannot
-- move. Workdays, Saturdays and Sundays each have their own, or else every Sunday of a factory would look like theft.
{% set measures = ['total_kwh', 'night_share', 'max_reading_kwh'] -%}

with days as (

    select *
    from {{ ref('int_readings_daily') }}
    where completeness >= {{ var('min_completeness') }}

), medians as (

    select
        meter_id,
        week_part,
        count(*) as days,
        {%- for measure in measures %}
        {{ median(measure) }} as median_{{ measure }}{{ ',' if not loop.last }}
        {%- endfor %}
    from days
    group by meter_id, week_part

), deviations as (

    select
        days.meter_id,
        days.week_part,
        {%- for measure in measures %}
        {{ median('abs(days.' ~ measure ~ ' - medians.median_' ~ measure ~ ')') }} as mad_{{ measure }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from days
    inner join medians
        on medians.meter_id = days.meter_id
        and medians.week_part = days.week_part
    group by days.meter_id, days.week_part

)

select
    medians.meter_id,
    medians.week_part,
    {%- for measure in measures %}
    {{ rounded('medians.median_' ~ measure, 6) }} as median_{{ measure }},
    {{ rounded('deviations.mad_' ~ measure, 6) }} as mad_{{ measure }},
    {%- endfor %}
    medians.days
from medians
inner join deviations
    on deviations.meter_id = medians.meter_id
    and deviations.week_part = medians.week_part
