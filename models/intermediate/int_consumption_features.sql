-- What the Isolation Forest looks at: one row for each household and day with enough readings. Every look back goes
-- by time (hour_number, day_number), never by "the row before", which after a gap is another hour.
with hours as (

    -- Each hour beside the hour before it and the same hour of the day before. A range of exactly n hours back holds
    -- that hour, or nothing when it is missing.
    select
        meter_id,
        day_number,
        hour_of_day,
        week_part,
        total_kwh,
        max(total_kwh) over (
            partition by meter_id order by hour_number range between 1 preceding and 1 preceding
        ) as hour_before_kwh,
        max(total_kwh) over (
            partition by meter_id order by hour_number range between 24 preceding and 24 preceding
        ) as day_before_kwh
    from {{ ref('int_readings_hourly') }}

), changes as (

    select
        hours.meter_id,
        hours.day_number,
        max(abs(hours.total_kwh - hours.hour_before_kwh)) as largest_change_1h_kwh,
        avg(abs(hours.total_kwh - hours.day_before_kwh)) as mean_change_24h_kwh,
        sum(case when hours.total_kwh = hours.hour_before_kwh then 1 else 0 end) as unchanged_hours,
        {{ correlation('hours.total_kwh', 'typical.typical_kwh') }} as shape_correlation
    from hours
    inner join {{ ref('int_typical_days') }} as typical
        on typical.meter_id = hours.meter_id
        and typical.week_part = hours.week_part
        and typical.hour_of_day = hours.hour_of_day
    where hours.total_kwh is not null
    group by hours.meter_id, hours.day_number

), days as (

    select
        meter_id,
        day_number,
        reading_day,
        week_part,
        total_kwh,
        avg_kwh,
        stddev_kwh,
        max_reading_kwh,
        night_share,
        zero_hours,
        {{ rounded("avg(total_kwh) over (
            partition by meter_id
            order by day_number
            range between 7 preceding and 1 preceding
        )", 6) }} as rolling_7d_kwh
    from {{ ref('int_readings_daily') }}
    where completeness >= {{ var('min_completeness') }}

)

select
    days.meter_id,
    days.day_number,
    days.reading_day,
    days.week_part,
    days.total_kwh,
    day_before.total_kwh as lag_24h_kwh,
    week_before.total_kwh as lag_7d_kwh,
    days.rolling_7d_kwh,
    days.max_reading_kwh,
    days.zero_hours,
    changes.unchanged_hours,

    -- Features of the forest; a day without a past is like its past.
    coalesce({{ rounded(ratio('days.total_kwh', 'day_before.total_kwh'), 6) }}, 1) as ratio_24h,
    coalesce({{ rounded(ratio('days.total_kwh', 'days.rolling_7d_kwh'), 6) }}, 1) as ratio_7d,
    coalesce({{ rounded(ratio('days.total_kwh', 'baseline.median_total_kwh'), 6) }}, 1) as ratio_own,
    {{ rounded(robust_z('days.total_kwh', 'baseline.median_total_kwh', 'baseline.mad_total_kwh',
        '0.05 * baseline.median_total_kwh + 0.01'), 6) }} as z_total,
    {{ rounded(robust_z('days.max_reading_kwh', 'baseline.median_max_reading_kwh', 'baseline.mad_max_reading_kwh',
        '0.05 * baseline.median_max_reading_kwh + 0.001'), 6) }} as z_peak,
    coalesce({{ rounded('days.night_share', 6) }}, baseline.median_night_share, 0) as night_share,
    coalesce({{ rounded(robust_z('days.night_share', 'baseline.median_night_share', 'baseline.mad_night_share',
        '0.02'), 6) }}, 0) as z_night,
    coalesce({{ rounded('changes.shape_correlation') }}, 0) as shape_correlation,
    coalesce({{ rounded(ratio('days.stddev_kwh', 'days.avg_kwh'), 6) }}, 0) as hourly_spread,
    coalesce({{ rounded(ratio('changes.largest_change_1h_kwh', 'baseline.median_max_reading_kwh'), 6) }}, 0)
        as jump_1h,
    coalesce({{ rounded(ratio('changes.mean_change_24h_kwh * 24', 'baseline.median_total_kwh'), 6) }}, 0)
        as change_24h

from days
inner join changes
    on changes.meter_id = days.meter_id
    and changes.day_number = days.day_number
inner join {{ ref('int_household_baselines') }} as baseline
    on baseline.meter_id = days.meter_id
    and baseline.week_part = days.week_part
left join days as day_before
    on day_before.meter_id = days.meter_id
    and day_before.day_number = days.day_number - 1
left join days as week_before
    on week_before.meter_id = days.meter_id
    and week_before.day_number = days.day_number - 7
