-- One row for each day: what was used, when the peak was, what looks wrong and what it may have cost.
with load_by_day as (

    select
        day_number,
        hour_of_day,
        total_kwh,
        row_number() over (partition by day_number order by total_kwh desc, hour_number) as place
    from {{ ref('int_load_hourly') }}

), load as (

    select
        day_number,
        avg(total_kwh) as avg_kwh,
        max(total_kwh) as peak_kwh,
        max(case when place = 1 then hour_of_day end) as peak_hour,
        {{ rounded('stddev_samp(total_kwh)', 6) }} as stddev_kwh
    from load_by_day
    group by day_number

), households as (

    select
        day_number,
        min(reading_day) as reading_day,
        count(*) as households,
        sum(total_kwh) as total_kwh,
        avg(completeness) as completeness
    from {{ ref('int_readings_daily') }}
    group by day_number

), anomalies as (

    select
        reading_day,
        count(severity) as anomaly_count,
        sum(estimated_loss_kwh) as estimated_loss_kwh
    from {{ ref('mart_anomaly_flags') }}
    group by reading_day

)

select
    households.reading_day,
    households.households,
    {{ rounded('households.completeness') }} as completeness,
    {{ rounded('households.total_kwh') }} as total_kwh,
    {{ rounded('load.avg_kwh') }} as avg_kwh,
    load.peak_kwh,
    load.peak_hour,
    {{ rounded('load.stddev_kwh * load.stddev_kwh') }} as variance,
    coalesce(anomalies.anomaly_count, 0) as anomaly_count,
    coalesce({{ rounded(ratio('100 * anomalies.anomaly_count', 'households.households')) }}, 0) as anomaly_rate_pct,
    coalesce({{ rounded('anomalies.estimated_loss_kwh') }}, 0) as estimated_loss_kwh
from households
inner join load on load.day_number = households.day_number
left join anomalies on anomalies.reading_day = households.reading_day
